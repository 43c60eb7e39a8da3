import * as l10n from '@vscode/l10n';
import { addressOf } from '../../../planning/network';
import { redact } from '../../../kernel/redact';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../../kernel/text/markdown';
import { translated } from '../../../kernel/text/phrases';
import type { ArcLog, LogResult, LogRoute } from './arcLog';
import type { LogSummaryRow } from './summarizeLog';

const resultLabels: Readonly<Record<LogResult, Markdown>> = {
  denied: prose`**denied**`,
  failed: prose`**failed**`,
  unknown: prose`not reported`,
  ok: prose`passed`,
};
const routeLabels: Readonly<Record<LogRoute, Markdown>> = {
  gateway: prose`gateway`,
  proxy: prose`proxy`,
  direct: prose`direct`,
  unknown: prose`not reported`,
};
const shownRows = 500;
const shownFailures = 100;
const shownCharacters = 160;

/** `origin` names the log; `remarks` are sentences about how it was read. */
export function logReport(
  origin: string,
  log: ArcLog,
  rows: readonly LogSummaryRow[],
  remarks: readonly string[] = [],
): Markdown {
  const parts: readonly Markdown[] = [
    prose`# Summary of an Arc log\n`,
    counts(origin, log),
    ...remarks.map((remark) => prose`${words(remark)}\n`),
    rows.length === 0 ? prose`No line names a host.\n` : table(rows),
    rows.length > shownRows ? prose`And ${rows.length - shownRows} more hosts, routes and results.\n` : prose``,
    firstFailures(rows),
    unknownLines(log),
  ];
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n',
  );
}

function counts(origin: string, { requests, ungrouped, messages, unknown, blank }: ArcLog): Markdown {
  const rest = ungrouped > 0 ? [prose`- Lines about more hosts than are listed: ${ungrouped}`] : [];
  return joinMarkdown(
    [
      prose`- Log: ${words(origin)}`,
      prose`- Lines about a host: ${requests}`,
      ...rest,
      prose`- Other messages: ${messages}`,
      prose`- Lines in an unknown format: ${unknown.count}`,
      prose`- Blank lines: ${blank}\n`,
    ],
    '\n',
  );
}

const table = (rows: readonly LogSummaryRow[]): Markdown =>
  markdownTable(
    [
      l10n.t('Host'),
      l10n.t('Result'),
      l10n.t('Route'),
      l10n.t('Count'),
      l10n.t('First line'),
      l10n.t('Known about the host'),
    ],
    rows
      .slice(0, shownRows)
      .map((row) => [
        code(addressOf(row)),
        resultLabels[row.result],
        routeLabels[row.route],
        row.count,
        row.first.line,
        knowledge(row),
      ]),
  );

function knowledge({ expected, isElsewhere }: LogSummaryRow): Markdown {
  const reasons = [expected.why, ...expected.pitfalls].map(({ text }) => words(translated(text)));
  return joinMarkdown([...reasons, ...(isElsewhere ? [prose`**The log shows a different route.**`] : [])], ' ');
}

function firstFailures(rows: readonly LogSummaryRow[]): Markdown {
  const bad = rows.filter(({ result }) => result === 'denied' || result === 'failed');
  if (bad.length === 0) return prose``;
  const lines = bad.slice(0, shownFailures).map(({ first }) => prose`- Line ${first.line}: ${excerpt(first.text)}`);
  const rest = bad.length - lines.length;
  const more = rest > 0 ? [prose`- and ${rest} more`] : [];
  return joinMarkdown([prose`## Denied or failed\n`, ...lines, ...more, prose``], '\n');
}

function unknownLines({ unknown: { count, first } }: ArcLog): Markdown {
  if (count === 0) return prose``;
  const lines = first.map(({ line, text }) => prose`- Line ${line}: ${excerpt(text)}`);
  const rest = count - first.length;
  const more = rest > 0 ? [prose`- and ${rest} more`] : [];
  return joinMarkdown([prose`## Lines in an unknown format\n`, ...lines, ...more, prose``], '\n');
}

function excerpt(text: string): Markdown {
  const kept = redact(text).trim();
  return code(kept.length <= shownCharacters ? kept : `${kept.slice(0, shownCharacters)}…`);
}
