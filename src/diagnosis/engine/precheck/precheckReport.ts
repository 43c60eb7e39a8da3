import { addressOf } from '../../../planning/network';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../../kernel/text/markdown';
import type { PrecheckRow } from './precheck';
import { teamNames, type Verdict, verdictNames } from './verdict';

/** Where a pre-check was made, in words of a sentence. */
export interface PrecheckPlace {
  /** `branch.arc.json` */
  readonly site: string;
  /** `this machine`, or a name. */
  readonly from: string;
  /** `http://proxy.contoso.com:8080`; absent when machines go out directly. */
  readonly proxyUrl?: string;
}

/** The outcome as a Markdown document, with who must fix what. */
export function precheckReport(
  place: PrecheckPlace,
  rows: readonly PrecheckRow[],
  remarks: readonly string[] = [],
): Markdown {
  const parts: readonly Markdown[] = [
    prose`# Network check before onboarding\n\n${placeText(place)}\n`,
    prose`**${summary(rows)}**\n`,
    ...[...remarks, ...common(rows)].map((remark) => prose`${words(remark)}\n`),
    ...[attention(rows), unprobed(rows), open(rows)].filter((part) => part !== ''),
  ];
  return joinMarkdown(parts, '\n');
}

export function placeText({ site, from, proxyUrl }: PrecheckPlace): Markdown {
  const how =
    proxyUrl === undefined
      ? prose`straight out`
      : prose`through the proxy ${code(proxyUrl)} where the agent would go through it`;
  return prose`For ${words(site)}, from ${words(from)}, ${how}.`;
}

function summary(rows: readonly PrecheckRow[]): Markdown {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  const said = (['blocked', 'inspected', 'private', 'doubtful', 'unprobed'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdictNames[verdict]}`);
  return words([`${count('open')} of ${rows.length} open`, ...said].join(', ') + '.');
}

/** One cause of all is worth saying once. */
function common(rows: readonly PrecheckRow[]): readonly string[] {
  const probed = rows.filter(({ verdict }) => verdict !== 'unprobed');
  const [first] = probed;
  if (!first || probed.length < 3 || first.verdict === 'open') return [];
  return probed.every(({ seen }) => seen === first.seen)
    ? [`All of them ended alike, so there is one cause: ${first.seen} ${first.fix}`]
    : [];
}

const attention = (rows: readonly PrecheckRow[]): Markdown =>
  section(
    prose`What needs attention`,
    ['Host', 'Result', 'Who must fix it', 'What was seen', 'What to do'],
    rows.filter(({ responsible }) => responsible !== 'nobody'),
    (row) => [
      prose`**${words(verdictNames[row.verdict])}**`,
      words(teamNames[row.responsible]),
      words(row.seen),
      words(row.fix),
    ],
  );

const unprobed = (rows: readonly PrecheckRow[]): Markdown =>
  section(
    prose`What could not be probed`,
    ['Host', 'Why', 'For'],
    rows.filter(({ verdict }) => verdict === 'unprobed'),
    (row) => [words(row.seen), words(forText(row))],
  );

const open = (rows: readonly PrecheckRow[]): Markdown =>
  section(
    prose`What is open`,
    ['Host', 'Latency', 'Through', 'For'],
    rows.filter(({ verdict }) => verdict === 'open'),
    (row) => [
      prose`${row.milliseconds ?? 0} ms`,
      row.via === 'proxy' ? prose`the proxy` : prose`no proxy`,
      words(forText(row)),
    ],
  );

function section(
  title: Markdown,
  header: readonly string[],
  rows: readonly PrecheckRow[],
  cells: (row: PrecheckRow) => readonly Markdown[],
): Markdown {
  if (rows.length === 0) return prose``;
  return prose`## ${title}\n\n${markdownTable(
    header,
    rows.map((row) => [code(addressOf(row)), ...cells(row)]),
  )}`;
}

/** The wildcard is named where a host stands for it. */
export const forText = ({ host, endpoint }: PrecheckRow): string =>
  host === endpoint.host ? endpoint.purpose : `${endpoint.host}: ${endpoint.purpose}`;
