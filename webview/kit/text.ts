import { html, type TemplateResult } from 'lit-html';

/** Text for screen readers only. */
export const renderSrOnly = (text: string): TemplateResult => html`<span class="sr-only">${text}</span>`;

/** Allows line breaks after the dots only. */
export const renderHost = (host: string): TemplateResult[] => host.split(/(?<=\.)/).map((part) => html`${part}<wbr />`);

/** `1 script`, `2,000 scripts`. */
export const formatCount = (amount: number, noun: string): string =>
  `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`;
