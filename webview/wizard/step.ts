import { type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';

export const stepIds = ['targets', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'] as const;
export type StepId = (typeof stepIds)[number];

export interface Step {
  readonly id: StepId;
  readonly title: string;
  heading(state: WizardState): string;
  lead(state: WizardState): string;
  render(state: WizardState): TemplateResult;
  summary(state: WizardState): string;
}
