import { type WizardState } from '../../src/contract/wizard';

export const stepIds = ['targets', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'] as const;
export type StepId = (typeof stepIds)[number];

/** One page of the form. All are built once and stay in the page, so that no field ever loses its caret. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  heading(state: WizardState): string;
  /** One sentence under the heading. */
  lead(state: WizardState): string;
  readonly body: readonly HTMLElement[];
  update(state: WizardState): void;
  /** What it holds, in a few words for the rail. */
  summary(state: WizardState): string;
}
