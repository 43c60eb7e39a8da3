import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { renderIcon } from './icon';
import { check, error, info, warning } from './icons';
import { renderSrOnly } from './text';

export interface FindingOptions {
  readonly severity: 'error' | 'warning' | 'info' | 'ok';
  readonly message: string;
  readonly fix?: string | undefined;
  readonly title?: string | undefined;
  readonly links?: unknown;
}

const looks = {
  error: { drawing: error, name: l10n.t('Error:') },
  warning: { drawing: warning, name: l10n.t('Warning:') },
  info: { drawing: info, name: l10n.t('Note:') },
  ok: { drawing: check, name: l10n.t('OK:') },
} as const;

export const renderFinding = ({ severity, message, fix, title, links }: FindingOptions): TemplateResult => {
  const { drawing, name } = looks[severity];
  return html`<li class="finding" title=${title ?? nothing}>
    ${renderIcon(drawing, `is-${severity}`)}
    <div>${renderSrOnly(`${name} `)}${renderFindingText(message, fix)}${links ?? nothing}</div>
  </li>`;
};

export const renderFindingText = (message: string, fix: string | undefined): TemplateResult =>
  html`${message}${fix === undefined ? nothing : html`<span class="finding-fix"> ${fix}</span>`}`;
