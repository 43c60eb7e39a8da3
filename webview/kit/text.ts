import { html, type TemplateResult } from 'lit-html';
import { piecesOf } from '../../src/kernel/text/phrases';

/** Text for screen readers only. */
export const renderSrOnly = (text: string): TemplateResult => html`<span class="sr-only">${text}</span>`;

/** Allows line breaks after the dots only. */
export const renderHost = (host: string): TemplateResult[] => host.split(/(?<=\.)/).map((part) => html`${part}<wbr />`);

/** A translated sentence with elements for its placeholders: `renderSentence(l10n.t('{0} servers'), html`<b>24</b>`)`. */
export const renderSentence = (message: string, ...parts: readonly unknown[]): readonly unknown[] =>
  piecesOf(message).map((piece) => (typeof piece === 'number' ? parts[piece] : piece));
