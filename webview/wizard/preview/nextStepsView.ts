import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { type WizardState } from '../../../src/contract/wizard';
import { renderIconButton } from '../../kit/button';
import { copy } from '../../kit/icons';
import { type WizardContext } from '../wizardContext';

type NextStep = NonNullable<WizardState['plan']>['nextSteps'][number];

export function renderNextSteps({ actions }: WizardContext, steps: readonly NextStep[]): TemplateResult {
  const renderCommand = (title: string, text: string, index: number): TemplateResult =>
    html`<div class="command">
      <code>${text}</code>
      ${renderIconButton(copy, { label: l10n.t`Copy the command: ${title}`, onClick: () => actions.copyStep(index) })}
    </div>`;
  const renderStep = ({ title, detail, command }: NextStep, index: number): TemplateResult =>
    html`<li>
      <div class="next-title">${title}</div>
      <div class="next-detail">${detail}</div>
      ${command ? renderCommand(title, command.text, index) : nothing}
    </li>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Next steps')}>
    <ol class="next-steps">
      ${steps.map((step, index) => guard([step, index], () => renderStep(step, index)))}
    </ol>
  </div>`;
}
