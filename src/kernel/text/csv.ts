import { commentText } from './quote';

/** RFC 4180, CRLF. An apostrophe keeps spreadsheets from running formulas. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string): string {
  const text = commentText(value);
  const inert = /^[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
