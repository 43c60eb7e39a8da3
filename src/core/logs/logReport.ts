import { addressOf } from '../network/address';
import { code, inlineCode, markdownTable, words } from '../network/markdownTable';
import { redact } from '../redact';
import type { ArcLog, LogResult, LogRoute } from './arcLog';
import type { LogSummaryRow } from './summariseLog';

const resultWords: Readonly<Record<LogResult, string>> = {
  denied: '**denied**',
  failed: '**failed**',
  unknown: 'not said',
  ok: 'passed',
};
const routeWords: Readonly<Record<LogRoute, string>> = {
  gateway: 'gateway',
  proxy: 'proxy',
  direct: 'direct',
  unknown: 'not said',
};
const shownUnknown = 20;
const shownCharacters = 160;

/** The summary of a log as a Markdown document. `origin` says where it is from, `remarks` what there is to know of that. */
export function logReport(
  origin: string,
  log: ArcLog,
  rows: readonly LogSummaryRow[],
  remarks: readonly string[] = [],
): string {
  const parts = [
    `# Summary of an Arc log\n\n${words(origin)}. ${count(log)}\n`,
    ...remarks.map((remark) => `${words(remark)}\n`),
    rows.length === 0 ? 'No line of it names a host.\n' : table(rows),
    firstFailures(rows),
    unknownLines(log),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const count = ({ requests, messages, unknown, blank }: ArcLog): string =>
  `Its lines: ${requests.length} about a host, ${messages.length} other messages, ${unknown.length} of an unknown format, ${blank} blank.`;

const table = (rows: readonly LogSummaryRow[]): string =>
  markdownTable(
    ['Host', 'Result', 'Went', 'Times', 'First line', 'What is known of the host'],
    rows.map((row) => [
      code(addressOf(row)),
      resultWords[row.result],
      routeWords[row.route],
      `${row.count}`,
      `${row.first.line}`,
      knowledge(row),
    ]),
  );

function knowledge({ expected, isElsewhere }: LogSummaryRow): string {
  const traps = expected.traps.map(({ text }) => text);
  const elsewhere = isElsewhere ? ['**It went another way than that.**'] : [];
  return [...[expected.why.text, ...traps].map(words), ...elsewhere].join(' ');
}

function firstFailures(rows: readonly LogSummaryRow[]): string {
  const bad = rows.filter(({ result }) => result === 'denied' || result === 'failed');
  if (bad.length === 0) return '';
  const lines = bad.map(({ first }) => `- Line ${first.line}: ${excerpt(first.text)}`);
  return `## What was denied or failed, in the log’s words\n\n${lines.join('\n')}\n`;
}

function unknownLines({ unknown }: ArcLog): string {
  if (unknown.length === 0) return '';
  const lines = unknown.slice(0, shownUnknown).map(({ line, text }) => `- Line ${line}: ${excerpt(text)}`);
  const more = unknown.length > shownUnknown ? `- and ${unknown.length - shownUnknown} more\n` : '';
  return `## Lines that could not be read\n\n${lines.join('\n')}\n${more}`;
}

function excerpt(text: string): string {
  const kept = redact(text).trim();
  return inlineCode(kept.length <= shownCharacters ? kept : `${kept.slice(0, shownCharacters)}…`);
}
