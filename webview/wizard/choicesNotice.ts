import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { info, loading } from '../kit/icons';
import { type WizardContext } from './wizardContext';

export const renderChoicesNotice = (context: WizardContext, state: WizardState, hidden = false): TemplateResult =>
  html`<div class="notice" aria-live="polite" ?hidden=${hidden}>${renderStatus(context, state.choices)}</div>`;

function renderStatus({ actions }: WizardContext, { status, message }: WizardState['choices']): TemplateResult {
  if (status === 'loading') return html`${renderIcon(loading, 'spin')}<span>Reading from Azure…</span>`;
  const again = renderLinkButton('Read the lists again', actions.refreshChoices);
  if (status === 'ready') return html`<span>Something missing?</span>${again}`;
  return html`${renderIcon(info)}<span>${message ?? 'Azure cannot be read.'} Type the values by hand. ${again}</span>`;
}
