import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { error } from '../kit/icons';
import { type WizardContext } from './wizardContext';

/** Shown instead of the form if the text is no JSON object. */
export const renderUnreadable = (
  { actions }: WizardContext,
  { fileName, unreadable }: WizardState,
  message: string,
): TemplateResult =>
  html`<main class="problem">
    ${renderIcon(error, 'is-error')}
    <h1>${l10n.t`${fileName} can’t be shown as a form`}</h1>
    <p class="lead">${unreadable}</p>
    ${renderButton({ label: l10n.t('Open as text'), isPrimary: true, onClick: actions.openAsText })}
    <div role="status">${message}</div>
  </main>`;
