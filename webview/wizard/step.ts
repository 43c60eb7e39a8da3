import { type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';

export const stepIds = ['targets', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'] as const;
export type StepId = (typeof stepIds)[number];

/** One page of the form. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  heading(state: WizardState): string;
  /** One sentence under the heading. */
  lead(state: WizardState): string;
  render(state: WizardState): TemplateResult;
  /** What it holds, in a few words for the step navigation. */
  summary(state: WizardState): string;
}
