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
  error: { drawing: error, word: 'Error: ' },
  warning: { drawing: warning, word: 'Warning: ' },
  info: { drawing: info, word: 'Note: ' },
  ok: { drawing: check, word: 'Fine: ' },
} as const;

export const renderFinding = ({ severity, message, fix, title, links }: FindingOptions): TemplateResult => {
  const { drawing, word } = looks[severity];
  return html`<li class="finding" title=${title ?? nothing}>
    ${renderIcon(drawing, `is-${severity}`)}
    <div>${renderSrOnly(word)}${renderFindingText(message, fix)}${links ?? nothing}</div>
  </li>`;
};

export const renderFindingText = (message: string, fix: string | undefined): TemplateResult =>
  html`${message}${fix === undefined ? nothing : html`<span class="finding-fix"> ${fix}</span>`}`;
