import * as l10n from '@vscode/l10n';
import { type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { type NavStep, renderStepNav } from '../kit/stepNav';
import { blockersOf } from './blockers';
import { type StepStatus } from './formFields';
import { type Step, stepTitles } from './step';
import { type WizardContext } from './wizardContext';

export function renderSteps(context: WizardContext, steps: readonly Step[], state: WizardState): TemplateResult {
  const { fields, actions, ui } = context;
  const isBlocked = blockersOf(state).length > 0;
  const entries = steps.map((step): NavStep => {
    const status = fields.statusOf(step.id);
    return {
      id: step.id,
      title: stepTitles[step.id],
      summary: summaryOf(step.summary(state), status),
      look: lookOf(status, step.id === 'review' && isBlocked),
      onClick: () => actions.showStep(step.id),
    };
  });
  return renderStepNav(entries, ui().step);
}

const lookOf = ({ wrong, open }: StepStatus, isBlocked: boolean): NavStep['look'] =>
  wrong > 0 ? 'wrong' : open > 0 || isBlocked ? 'open' : 'done';

const summaryOf = (summary: string, { wrong, toLookAt }: StepStatus): string => {
  if (wrong > 0) return l10n.t`${wrong} to correct`;
  return toLookAt > 0 ? l10n.t`${summary}, ${toLookAt} to review` : summary;
};
