import { messageOf, piecesOf, translated } from './phrases';
import { visibleLine } from './visible';

declare const brand: unique symbol;

/** Markdown in which whatever is foreign can be nothing but text or code, in the line where it was put. */
export type Markdown = string & { readonly [brand]: 'Markdown' };

type MarkdownTag = (own: TemplateStringsArray, ...parts: readonly (Markdown | number)[]) => Markdown;

/** Markdown of a template in the person's language: the literal parts are ours, what is put in was made safe before. */
export const prose: MarkdownTag = (own, ...parts) =>
  piecesOf(translated(messageOf(own)))
    .map((piece) => (typeof piece === 'number' ? (parts[piece] ?? '') : piece))
    .join('') as Markdown;

/** As `prose`, and English in every display language: for files that the product generates. */
export const englishProse: MarkdownTag = (own, ...parts) =>
  own.reduce((text, literal, index) => `${text}${parts[index - 1] ?? ''}${literal}`) as Markdown;

/** Puts pieces in a row. */
export const joinMarkdown = (pieces: readonly Markdown[], separator: string): Markdown =>
  pieces.join(separator) as Markdown;

/** A document of parts with an empty line between; parts that are empty are left out. */
export const markdownDocument = (parts: readonly Markdown[]): Markdown =>
  parts
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n') as Markdown;

/** A document as a part of another one: its headings are one level below. */
export const subsection = (document: Markdown): Markdown => document.replace(/^#/gm, '##') as Markdown;

// What a reader of Markdown, with tables, HTML or formulas, takes for syntax. Within a word an underline is none.
const syntax = /[\\`*[\]<>#|~$@]|&(?=[#A-Za-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
// What it takes for a list, a rule or a heading where it begins a line; a period of ours may follow a number.
const opening = /^(?:[-+=:]|\d{1,9}(?:[.)](?= |$)|$))/;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;
const asText = (text: string): string => text.replace(syntax, entity);

/** What a reader may make a link of by itself: `//`, an address with @, and a name with a dot (source: `linkify-it`). */
const looksLikeLink = /\/\/|@|\.\p{L}/u;

const before = new Set('("\'“‘„«<[');
const after = new Set(')"\'”’»>].,;:!?');

/** An address as code, which no reader makes a link of; the punctuation around it stays outside. */
function address(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && before.has(word.charAt(start))) start += 1;
  while (end > start && after.has(word.charAt(end - 1))) end -= 1;
  return `${asText(word.slice(0, start))}${span(word.slice(start, end))}${asText(word.slice(end))}`;
}

/** Plain words, in one line: nothing in them is read as Markdown or HTML, and addresses stand as code. */
export const words = (text: string): Markdown =>
  visibleLine(text)
    .split(' ')
    .map((word) => (looksLikeLink.test(word) ? address(word) : asText(word)))
    .join(' ')
    .replace(opening, (start) => `${start.slice(0, -1)}${entity(start.slice(-1))}`) as Markdown;

/** Any text shown as code, in one line. */
export const code = (text: string): Markdown => span(visibleLine(text)) as Markdown;

/** The fence is longer than every run of backticks within. */
function span(text: string): string {
  if (text === '') return '';
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + runs.reduce((longest, { length }) => Math.max(longest, length), 0));
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A table. Whatever a cell holds stays in it. */
export function markdownTable(header: readonly string[], rows: readonly (readonly (Markdown | number)[])[]): Markdown {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  // What is left of bars is in code, where a table reads the escape and code does not.
  const cell = (content: Markdown | number): string => String(content).replaceAll('|', '\\|');
  return [line(header.map(words)), line(header.map(() => '---')), ...rows.map((cells) => line(cells.map(cell)))].join(
    '',
  ) as Markdown;
}

/** A link of ours to a page on the web; only its text where the address is none. */
export function markdownLink(text: string, url: string): Markdown {
  if (!/^https:\/\/[\w.-]+(?::\d+)?(?:\/|$)/.test(url)) return words(text);
  const target = url.toWellFormed().replace(/[^\w\-.~:/?#@!$&'*+,;=%]/gu, encodeURIComponent);
  return `[${words(text)}](<${target}>)` as Markdown;
}
