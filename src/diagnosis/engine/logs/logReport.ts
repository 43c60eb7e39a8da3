import { addressOf } from '../../../planning/network';
import { redact } from '../../../kernel/redact';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../../kernel/text/markdown';
import type { ArcLog, LogResult, LogRoute } from './arcLog';
import type { LogSummaryRow } from './summariseLog';

const resultWords: Readonly<Record<LogResult, Markdown>> = {
  denied: prose`**denied**`,
  failed: prose`**failed**`,
  unknown: prose`not said`,
  ok: prose`passed`,
};
const routeWords: Readonly<Record<LogRoute, Markdown>> = {
  gateway: prose`gateway`,
  proxy: prose`proxy`,
  direct: prose`direct`,
  unknown: prose`not said`,
};
const shownUnknown = 20;
const shownCharacters = 160;

/** The summary of a log as a Markdown document. `origin` says where it is from, `remarks` what there is to know of that. */
export function logReport(
  origin: string,
  log: ArcLog,
  rows: readonly LogSummaryRow[],
  remarks: readonly string[] = [],
): Markdown {
  const parts: readonly Markdown[] = [
    prose`# Summary of an Arc log\n\n${words(origin)}. ${count(log)}\n`,
    ...remarks.map((remark) => prose`${words(remark)}\n`),
    rows.length === 0 ? prose`No line of it names a host.\n` : table(rows),
    firstFailures(rows),
    unknownLines(log),
  ];
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n',
  );
}

const count = ({ requests, messages, unknown, blank }: ArcLog): Markdown =>
  prose`Its lines: ${requests.length} about a host, ${messages.length} other messages, ${unknown.length} of an unknown format, ${blank} blank.`;

const table = (rows: readonly LogSummaryRow[]): Markdown =>
  markdownTable(
    ['Host', 'Result', 'Went', 'Times', 'First line', 'What is known of the host'],
    rows.map((row) => [
      code(addressOf(row)),
      resultWords[row.result],
      routeWords[row.route],
      row.count,
      row.first.line,
      knowledge(row),
    ]),
  );

function knowledge({ expected, isElsewhere }: LogSummaryRow): Markdown {
  const traps = expected.traps.map(({ text }) => text);
  const elsewhere = isElsewhere ? [prose`**It went another way than that.**`] : [];
  return joinMarkdown([...[expected.why.text, ...traps].map(words), ...elsewhere], ' ');
}

function firstFailures(rows: readonly LogSummaryRow[]): Markdown {
  const bad = rows.filter(({ result }) => result === 'denied' || result === 'failed');
  if (bad.length === 0) return prose``;
  const lines = bad.map(({ first }) => prose`- Line ${first.line}: ${excerpt(first.text)}`);
  return prose`## What was denied or failed, in the log’s words\n\n${joinMarkdown(lines, '\n')}\n`;
}

function unknownLines({ unknown }: ArcLog): Markdown {
  if (unknown.length === 0) return prose``;
  const lines = unknown.slice(0, shownUnknown).map(({ line, text }) => prose`- Line ${line}: ${excerpt(text)}`);
  const more = unknown.length > shownUnknown ? prose`- and ${unknown.length - shownUnknown} more\n` : prose``;
  return prose`## Lines that could not be read\n\n${joinMarkdown(lines, '\n')}\n${more}`;
}

function excerpt(text: string): Markdown {
  const kept = redact(text).trim();
  return code(kept.length <= shownCharacters ? kept : `${kept.slice(0, shownCharacters)}…`);
}
