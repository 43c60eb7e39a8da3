import { commentText } from '../scripts/quote';

/** A table in Markdown. Whatever a cell holds stays in it; what is to be shown as code is wrapped with `code` before. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].map((text) => `${text}\n`).join('');
}

/** Plain words of a cell: nothing in them is read as Markdown or HTML. */
export const words = (text: string): string => commentText(text).replace(/[\\`*_{}[\]<>#+!|&~]/g, '\\$&');

/** A name shown as code. A backtick, which no host name has, is left out. */
export const code = (text: string): string => `\`${commentText(text).replaceAll('`', '').replaceAll('|', '\\|')}\``;

/** Any text shown as code outside a table, in one line. */
export const inlineCode = (text: string): string => `\`${commentText(text).replaceAll('`', '')}\``;
