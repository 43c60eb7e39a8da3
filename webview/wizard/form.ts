import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderButton } from '../kit/button';
import { type Step, stepTitles } from './step';
import { type WizardContext } from './wizardContext';

/** Hidden steps stay rendered: they may hold text that hasn't been sent to the host. */
export const renderForm = (context: WizardContext, steps: readonly Step[], state: WizardState): TemplateResult =>
  html`<main class="form">${steps.map((step, index) => renderPage(context, step, steps[index + 1], state))}</main>`;

function renderPage(
  { ui, actions }: WizardContext,
  step: Step,
  next: Step | undefined,
  state: WizardState,
): TemplateResult {
  const titleId = `step-${step.id}`;
  return html`<section class="page" aria-labelledby=${titleId} ?hidden=${ui().step !== step.id}>
    <h2 id=${titleId} tabindex="-1">${step.heading(state)}</h2>
    <p class="lead">${step.lead(state)}</p>
    ${step.render(state)}
    ${
      next
        ? renderButton({
            label: l10n.t`Next: ${stepTitles[next.id]}`,
            onClick: () => {
              actions.showStep(next.id);
              document.getElementById(`step-${next.id}`)?.focus();
            },
          })
        : renderButton({ label: l10n.t('Save scripts'), isPrimary: true, onClick: actions.saveAll })
    }
  </section>`;
}
