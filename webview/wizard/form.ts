import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderButton } from '../kit/button';
import { keepHidden } from '../kit/keepHidden';
import { type Step, stepTitles } from './step';
import { type WizardContext } from './wizardContext';

export const renderForm = (context: WizardContext, steps: readonly Step[], state: WizardState): TemplateResult =>
  html`<main class="form">${steps.map((step, index) => renderPage(context, step, steps[index + 1], state))}</main>`;

function renderPage(context: WizardContext, step: Step, next: Step | undefined, state: WizardState): TemplateResult {
  const isHidden = context.ui().step !== step.id;
  return html`<section class="page" aria-labelledby=${titleIdOf(step)} ?hidden=${isHidden}>
    ${keepHidden(isHidden, () => renderStep(context, step, next, state))}
  </section>`;
}

const titleIdOf = ({ id }: Step): string => `step-${id}`;

const renderStep = (
  { actions }: WizardContext,
  step: Step,
  next: Step | undefined,
  state: WizardState,
): TemplateResult =>
  html`<h2 id=${titleIdOf(step)} tabindex="-1">${step.heading(state)}</h2>
    <p class="lead">${step.lead(state)}</p>
    ${step.render(state)}
    ${
      next
        ? renderButton({
            label: l10n.t`Next: ${stepTitles[next.id]}`,
            onClick: () => {
              actions.showStep(next.id);
              document.getElementById(titleIdOf(next))?.focus();
            },
          })
        : renderButton({ label: l10n.t('Save scripts'), isPrimary: true, onClick: actions.saveAll })
    }`;
