import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { info, loading } from '../kit/icons';
import { type WizardContext } from './wizardContext';

export const renderChoicesNotice = (context: WizardContext, state: WizardState, hidden = false): TemplateResult =>
  html`<div class="notice" aria-live="polite" ?hidden=${hidden}>${renderStatus(context, state.choices)}</div>`;

function renderStatus({ actions }: WizardContext, { status, message }: WizardState['choices']): TemplateResult {
  if (status === 'loading') return html`${renderIcon(loading, 'spin')}<span>${l10n.t('Loading from Azure…')}</span>`;
  const again = renderLinkButton(l10n.t('Reload from Azure'), actions.refreshChoices);
  if (status === 'ready') return html`<span>${l10n.t('Something missing?')}</span>${again}`;
  return html`${renderIcon(info)}<span
      >${message ?? l10n.t('Azure can’t be read.')} ${l10n.t('Enter the values by hand.')} ${again}</span
    >`;
}
