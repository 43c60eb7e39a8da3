import { addressOf } from '../network/address';
import { code, markdownTable, words } from '../network/markdownTable';
import type { PrecheckRow } from './precheck';
import { teamNames, type Verdict, verdictNames } from './verdict';

/** Where a pre-check was made, in words of a sentence. */
export interface PrecheckPlace {
  /** `branch.arc.json` */
  readonly topology: string;
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
): string {
  const parts = [
    `# Network check before onboarding\n\n${placeText(place)}\n`,
    `**${summary(rows)}**\n`,
    ...[...remarks, ...common(rows)].map((remark) => `${words(remark)}\n`),
    ...[attention(rows), unprobed(rows), open(rows)].filter((part) => part !== ''),
  ];
  return parts.join('\n');
}

export const placeText = ({ topology, from, proxyUrl }: PrecheckPlace): string =>
  `For ${words(topology)}, from ${words(from)}, ${proxyUrl === undefined ? 'straight out' : `through the proxy ${code(proxyUrl)} where the agent would go through it`}.`;

function summary(rows: readonly PrecheckRow[]): string {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  const said = (['blocked', 'inspected', 'private', 'doubtful', 'unprobed'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdictNames[verdict]}`);
  return [`${count('open')} of ${rows.length} open`, ...said].join(', ') + '.';
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

const attention = (rows: readonly PrecheckRow[]): string =>
  section(
    'What needs attention',
    ['Host', 'Result', 'Who must fix it', 'What was seen', 'What to do'],
    rows.filter(({ responsible }) => responsible !== 'nobody'),
    (row) => [`**${verdictNames[row.verdict]}**`, teamNames[row.responsible], words(row.seen), words(row.fix)],
  );

const unprobed = (rows: readonly PrecheckRow[]): string =>
  section(
    'What could not be probed',
    ['Host', 'Why', 'For'],
    rows.filter(({ verdict }) => verdict === 'unprobed'),
    (row) => [words(row.seen), words(forText(row))],
  );

const open = (rows: readonly PrecheckRow[]): string =>
  section(
    'What is open',
    ['Host', 'Latency', 'Through', 'For'],
    rows.filter(({ verdict }) => verdict === 'open'),
    (row) => [`${row.milliseconds ?? 0} ms`, row.via === 'proxy' ? 'the proxy' : 'no proxy', words(forText(row))],
  );

function section(
  title: string,
  header: readonly string[],
  rows: readonly PrecheckRow[],
  cells: (row: PrecheckRow) => readonly string[],
): string {
  if (rows.length === 0) return '';
  return `## ${title}\n\n${markdownTable(
    header,
    rows.map((row) => [code(addressOf(row)), ...cells(row)]),
  )}`;
}

/** The wildcard is named where a host stands for it. */
export const forText = ({ host, endpoint }: PrecheckRow): string =>
  host === endpoint.host ? endpoint.purpose : `${endpoint.host}: ${endpoint.purpose}`;
