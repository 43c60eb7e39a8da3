import { html, type TemplateResult } from 'lit-html';
import { renderLinkButton } from '../kit/button';
import { renderFindingText } from '../kit/finding';
import { renderIcon } from '../kit/icon';
import { circle, error } from '../kit/icons';
import { renderRows } from '../kit/rows';
import { type Blocker } from './blockers';
import { type WizardContext } from './wizardContext';

/** The errors that prevent a script, each with a link to its field. */
export const renderIssues = (context: WizardContext, errors: readonly Blocker[]): TemplateResult =>
  html`<ul class="issues" ?hidden=${errors.length === 0}>
    ${renderRows(
      errors,
      ({ path, message }) => `${path} ${message}`,
      ({ path, message, fix }) =>
        html`<li class="finding">
          ${context.fields.isOpen(path) ? renderIcon(circle, 'is-open') : renderIcon(error, 'is-error')}
          <div>${renderFindingText(message, fix)} ${renderPlaceLink(context, path)}</div>
        </li>`,
    )}
  </ul>`;

/** `Network › Proxy URL`; a path without a field leads to the text editor. */
export function renderPlaceLink({ fields, actions }: WizardContext, path: string): TemplateResult {
  const field = fields.find(path);
  if (!field) return renderLinkButton(path === '' ? 'Open as text' : `Open as text: ${path}`, actions.openAsText);
  const step = field.step.charAt(0).toUpperCase() + field.step.slice(1);
  return renderLinkButton(`${step} › ${field.label}`, () => actions.jumpTo(path));
}
