import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { type WizardState } from '../../src/contract/wizard';
import { renderFindings } from './findingsPanel';
import { renderFooter } from './footer';
import { renderForm } from './form';
import { renderHeader } from './header';
import { createPreview } from './preview/preview';
import { type Step, type StepId } from './step';
import { renderSteps } from './stepNav';
import { createClustersStep } from './steps/clusters';
import { createAzureStep } from './steps/azure';
import { createConnectionStep } from './steps/connection';
import { createIdentityStep } from './steps/identity';
import { createNetworkStep } from './steps/network';
import { createReviewStep } from './steps/review';
import { createScenariosStep } from './steps/scenarios';
import { createTargetsStep } from './steps/targets';
import { type WizardContext } from './wizardContext';

interface Frame {
  /** Makes the fields that the state needs. */
  prepare(state: WizardState): void;
  /** The step that is shown: what the chosen one was about may have gone. */
  stepFor(state: WizardState): StepId;
  render(state: WizardState, message: string): TemplateResult;
}

export function createFrame(context: WizardContext): Frame {
  const steps: readonly Step[] = [
    createTargetsStep(context),
    createClustersStep(context),
    createConnectionStep(context),
    createAzureStep(context),
    createNetworkStep(context),
    createIdentityStep(context),
    createScenariosStep(context),
    createReviewStep(context),
  ];
  const renderPreview = createPreview(context);
  // A step that the site doesn't need may hold what is wrong with it.
  const hasIssues = ({ id }: Step): boolean => {
    const { wrong, open, toLookAt } = context.fields.statusOf(id);
    return wrong + open + toLookAt > 0;
  };
  const neededFor = (state: WizardState): readonly Step[] =>
    steps.filter((step) => (step.isNeeded?.(state) ?? true) || hasIssues(step));
  const render: Frame['render'] = (state, message) => {
    const needed = neededFor(state);
    return html`<div class="frame">
      ${renderHeader(context, state)} ${renderSteps(context, needed, state)} ${renderForm(context, needed, state)}
      <aside class="results" aria-label=${l10n.t('Result')}>
        ${guard([state, context.ui()], () => [renderPreview(state), renderFindings(context, state)])}
      </aside>
      ${renderFooter(context, state, message)}
    </div>`;
  };
  return {
    prepare: (state) => {
      for (const step of steps) step.prepare?.(state);
    },
    stepFor: (state) => {
      const { step } = context.ui();
      return neededFor(state).some(({ id }) => id === step) ? step : 'targets';
    },
    render,
  };
}
