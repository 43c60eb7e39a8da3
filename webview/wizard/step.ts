import * as l10n from '@vscode/l10n';
import { type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';

export const stepIds = [
  'targets',
  'clusters',
  'connection',
  'azure',
  'network',
  'identity',
  'scenarios',
  'review',
] as const;
export type StepId = (typeof stepIds)[number];

export const stepTitles: Readonly<Record<StepId, string>> = {
  targets: l10n.t('Targets'),
  clusters: l10n.t('Clusters'),
  connection: l10n.t('Connection'),
  azure: 'Azure',
  network: l10n.t('Network'),
  identity: l10n.t('Identity'),
  scenarios: l10n.t('Scenarios'),
  review: l10n.t('Review'),
};

export interface Step {
  readonly id: StepId;
  heading(state: WizardState): string;
  lead(state: WizardState): string;
  render(state: WizardState): TemplateResult;
  summary(state: WizardState): string;
  /** Whether the site has what the step is about; by default it has. */
  isNeeded?(state: WizardState): boolean;
  /** Makes the fields that the document’s lists need, before issues are given to fields. */
  prepare?(state: WizardState): void;
}
