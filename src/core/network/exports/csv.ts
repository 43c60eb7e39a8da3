import { commentText } from '../../scripts/quote';
import type { Writer } from './written';

const header = ['Host', 'Port', 'Protocol', 'Purpose', 'When', 'Reached', 'Source'];

export const csv: Writer = (endpoints) => {
  const rows = endpoints.map(({ host, port, protocol, purpose, when, privateEndpoint, source }) => [
    host,
    `${port}`,
    protocol,
    purpose,
    when,
    privateEndpoint ? 'private endpoint' : 'internet',
    source,
  ]);
  return { text: csvText([header, ...rows]), findings: [] };
};

/** RFC 4180 with CRLF line ends. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string): string {
  const text = commentText(value);
  const inert = /^[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
