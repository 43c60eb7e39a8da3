const escapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes.get(character) ?? character);

/** Foreign text in it is only text. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | readonly Html[];

/** Strings are text, also in attributes between quotes; only what is `Html` is markup. */
export const html = (own: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(own.reduce((text, literal, index) => `${text}${markupOf(parts[index - 1])}${literal}`));

function markupOf(part: Part | undefined): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  return part instanceof Html ? part.text : part.map(({ text }) => text).join('\n');
}

/** A link of our own to a page of the documentation; other addresses are text. */
export const pageLink = (address: string, words: string): Html =>
  /^(?:learn\.microsoft\.com|kubernetes\.io|github\.com)\/[\w./-]+$/.test(address)
    ? html`<a href="https://${address}">${words}</a>`
    : html`${words}`;
