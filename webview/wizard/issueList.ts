import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type Remedy } from '../../src/kernel/finding';
import { renderLinkButton } from '../kit/button';
import { renderFindingText } from '../kit/finding';
import { renderIcon } from '../kit/icon';
import { circle, error } from '../kit/icons';
import { renderRows } from '../kit/rows';
import { type Blocker } from './blockers';
import { remedyLabel } from './quickFix';
import { stepTitles } from './step';
import { type WizardContext } from './wizardContext';

/** The errors that prevent scripts, each with a link to its field. */
export const renderIssues = (context: WizardContext, errors: readonly Blocker[]): TemplateResult =>
  html`<ul class="issues" ?hidden=${errors.length === 0}>
    ${renderRows(
      errors,
      ({ path, message }) => `${path} ${message}`,
      ({ path, message, fix, code, remedy }) =>
        html`<li class="finding">
          ${context.fields.isOpen(path) ? renderIcon(circle, 'is-open') : renderIcon(error, 'is-error')}
          <div>
            ${renderFindingText(message, fix)} ${renderRemedy(context, { code, path, remedy })}
            ${renderPlaceLink(context, path)}
          </div>
        </li>`,
    )}
  </ul>`;

interface Remediable {
  readonly code?: string | undefined;
  readonly path: string;
  readonly remedy?: Remedy | undefined;
}

export const renderRemedy = ({ actions }: WizardContext, { code = '', path, remedy }: Remediable) =>
  remedy ? renderLinkButton(remedyLabel(remedy), () => actions.remedy({ code, path })) : nothing;

/** `Network › Proxy URL`; for a path without a field, a link to the text editor. */
export function renderPlaceLink({ fields, actions }: WizardContext, path: string): TemplateResult {
  const field = fields.find(path);
  if (field) return renderLinkButton(`${stepTitles[field.step]} › ${field.label}`, () => actions.jumpTo(path));
  return renderLinkButton(path === '' ? l10n.t('Open as text') : l10n.t`Open as text: ${path}`, actions.openAsText);
}
