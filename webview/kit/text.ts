import { html, type TemplateResult } from 'lit-html';
import { piecesOf } from '../../src/kernel/text/phrases';

export const renderSrOnly = (text: string): TemplateResult => html`<span class="sr-only">${text}</span>`;

/** Breaks lines only after dots. */
export const renderHost = (host: string): TemplateResult[] => host.split(/(?<=\.)/).map((part) => html`${part}<wbr />`);

/** Puts elements into a translated sentence: `renderSentence(l10n.t('{0} servers'), html`…`)`. */
export const renderSentence = (message: string, ...parts: readonly unknown[]): readonly unknown[] =>
  piecesOf(message).map((piece) => (typeof piece === 'number' ? parts[piece] : piece));
