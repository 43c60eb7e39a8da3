import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { type WizardState } from '../../src/contract/wizard';
import { renderFindings } from './findingsPanel';
import { renderFooter } from './footer';
import { renderForm } from './form';
import { renderHeader } from './header';
import { createPreview } from './preview/preview';
import { type Step } from './step';
import { renderSteps } from './stepNav';
import { createAzureStep } from './steps/azure';
import { createConnectionStep } from './steps/connection';
import { createIdentityStep } from './steps/identity';
import { createNetworkStep } from './steps/network';
import { createReviewStep } from './steps/review';
import { createScenariosStep } from './steps/scenarios';
import { createTargetsStep } from './steps/targets';
import { type WizardContext } from './wizardContext';

export function createFrame(context: WizardContext): (state: WizardState, message: string) => TemplateResult {
  const steps: readonly Step[] = [
    createTargetsStep(context),
    createConnectionStep(context),
    createAzureStep(context),
    createNetworkStep(context),
    createIdentityStep(context),
    createScenariosStep(context),
    createReviewStep(context),
  ];
  const renderPreview = createPreview(context);
  return (state, message) =>
    html`<div class="frame">
      ${renderHeader(context, state)} ${renderSteps(context, steps, state)} ${renderForm(context, steps, state)}
      <aside class="results" aria-label=${l10n.t('Result')}>
        ${guard([state, context.ui()], () => [renderPreview(state), renderFindings(context, state)])}
      </aside>
      ${renderFooter(context, state, message)}
    </div>`;
}
