import { messageOf, piecesOf, translated } from './phrases';
import { visibleLine } from './visible';

declare const brand: unique symbol;

/** Foreign text in it is only text or code, on one line. */
export type Markdown = string & { readonly [brand]: 'Markdown' };

type MarkdownTag = (own: TemplateStringsArray, ...parts: readonly (Markdown | number)[]) => Markdown;

/** Translates the template; the parts are already safe. */
export const prose: MarkdownTag = (own, ...parts) =>
  piecesOf(translated(messageOf(own)))
    .map((piece) => (typeof piece === 'number' ? (parts[piece] ?? '') : piece))
    .join('') as Markdown;

/** For generated files. */
export const englishProse: MarkdownTag = (own, ...parts) =>
  own.reduce((text, literal, index) => `${text}${parts[index - 1] ?? ''}${literal}`) as Markdown;

export const joinMarkdown = (pieces: readonly Markdown[], separator: string): Markdown =>
  pieces.join(separator) as Markdown;

export const markdownDocument = (parts: readonly Markdown[]): Markdown =>
  parts
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n') as Markdown;

/** Moves headings one level down. */
export const subsection = (document: Markdown): Markdown => document.replace(/^#/gm, '##') as Markdown;

// Markdown with tables, HTML and formulas; underscores within words are plain.
const syntax = /[\\`*[\]<>#|~$@]|&(?=[#A-Za-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
// List, rule or heading at the start.
const opening = /^(?:[-+=:]|\d{1,9}(?:[.)](?= |$)|$))/;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;
const asText = (text: string): string => text.replace(syntax, entity);

/** Previews link `//`, `@` and dotted names (source: `linkify-it`). */
const looksLikeLink = /\/\/|@|\.\p{L}/u;

const before = new Set('("\'“‘„«<[');
const after = new Set(')"\'”’»>].,;:!?');

/** As code, so it isn’t linked; without the surrounding punctuation. */
function address(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && before.has(word.charAt(start))) start += 1;
  while (end > start && after.has(word.charAt(end - 1))) end -= 1;
  return `${asText(word.slice(0, start))}${span(word.slice(start, end))}${asText(word.slice(end))}`;
}

/** One line, without Markdown or HTML; addresses become code. */
export const words = (text: string): Markdown =>
  visibleLine(text)
    .split(' ')
    .map((word) => (looksLikeLink.test(word) ? address(word) : asText(word)))
    .join(' ')
    .replace(opening, (start) => `${start.slice(0, -1)}${entity(start.slice(-1))}`) as Markdown;

/** One line. */
export const code = (text: string): Markdown => span(visibleLine(text)) as Markdown;

/** The fence is longer than any run of backticks inside. */
function span(text: string): string {
  if (text === '') return '';
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + runs.reduce((longest, { length }) => Math.max(longest, length), 0));
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

export function markdownTable(header: readonly string[], rows: readonly (readonly (Markdown | number)[])[]): Markdown {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  // The remaining bars are in code, and tables need them escaped.
  const cell = (content: Markdown | number): string => String(content).replaceAll('|', '\\|');
  return [line(header.map(words)), line(header.map(() => '---')), ...rows.map((cells) => line(cells.map(cell)))].join(
    '',
  ) as Markdown;
}

/** Plain text unless https. */
export function markdownLink(text: string, url: string): Markdown {
  if (!/^https:\/\/[\w.-]+(?::\d+)?(?:\/|$)/.test(url)) return words(text);
  const target = url.toWellFormed().replace(/[^\w\-.~:/?#@!$&'*+,;=%]/gu, encodeURIComponent);
  return `[${words(text)}](<${target}>)` as Markdown;
}
