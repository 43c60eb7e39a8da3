import { messageOf, piecesOf, translated } from './phrases';
import { visibleLine } from './visible';

declare const brand: unique symbol;

/** Markdown in which foreign text is only text or code within its line. */
export type Markdown = string & { readonly [brand]: 'Markdown' };

type MarkdownTag = (own: TemplateStringsArray, ...parts: readonly (Markdown | number)[]) => Markdown;

/** The template in the display language; its parts are already safe. */
export const prose: MarkdownTag = (own, ...parts) =>
  piecesOf(translated(messageOf(own)))
    .map((piece) => (typeof piece === 'number' ? (parts[piece] ?? '') : piece))
    .join('') as Markdown;

/** As `prose`, always in English: for generated files. */
export const englishProse: MarkdownTag = (own, ...parts) =>
  own.reduce((text, literal, index) => `${text}${parts[index - 1] ?? ''}${literal}`) as Markdown;

export const joinMarkdown = (pieces: readonly Markdown[], separator: string): Markdown =>
  pieces.join(separator) as Markdown;

/** Non-empty parts, with an empty line between. */
export const markdownDocument = (parts: readonly Markdown[]): Markdown =>
  parts
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n') as Markdown;

/** Moves headings one level down. */
export const subsection = (document: Markdown): Markdown => document.replace(/^#/gm, '##') as Markdown;

// Syntax of Markdown with tables, HTML and formulas. An underscore within a word is none.
const syntax = /[\\`*[\]<>#|~$@]|&(?=[#A-Za-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
// Lists, rules and headings at the start of a line; a period may follow a number.
const opening = /^(?:[-+=:]|\d{1,9}(?:[.)](?= |$)|$))/;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;
const asText = (text: string): string => text.replace(syntax, entity);

/** What previews turn into links: `//`, `@`, a name with a dot (source: `linkify-it`). */
const looksLikeLink = /\/\/|@|\.\p{L}/u;

const before = new Set('("\'“‘„«<[');
const after = new Set(')"\'”’»>].,;:!?');

/** An address as code, which isn’t turned into a link; without the punctuation around it. */
function address(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && before.has(word.charAt(start))) start += 1;
  while (end > start && after.has(word.charAt(end - 1))) end -= 1;
  return `${asText(word.slice(0, start))}${span(word.slice(start, end))}${asText(word.slice(end))}`;
}

/** Plain text in one line, without Markdown or HTML; addresses become code. */
export const words = (text: string): Markdown =>
  visibleLine(text)
    .split(' ')
    .map((word) => (looksLikeLink.test(word) ? address(word) : asText(word)))
    .join(' ')
    .replace(opening, (start) => `${start.slice(0, -1)}${entity(start.slice(-1))}`) as Markdown;

/** Code in one line. */
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
  // Remaining bars are in code, where a table needs the escape.
  const cell = (content: Markdown | number): string => String(content).replaceAll('|', '\\|');
  return [line(header.map(words)), line(header.map(() => '---')), ...rows.map((cells) => line(cells.map(cell)))].join(
    '',
  ) as Markdown;
}

/** Only the text if the URL isn’t https. */
export function markdownLink(text: string, url: string): Markdown {
  if (!/^https:\/\/[\w.-]+(?::\d+)?(?:\/|$)/.test(url)) return words(text);
  const target = url.toWellFormed().replace(/[^\w\-.~:/?#@!$&'*+,;=%]/gu, encodeURIComponent);
  return `[${words(text)}](<${target}>)` as Markdown;
}
