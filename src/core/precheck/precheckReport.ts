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
    table(rows),
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

const table = (rows: readonly PrecheckRow[]): string =>
  markdownTable(
    ['Host', 'Result', 'Who must fix it', 'What was seen', 'What to do', 'Through', 'Latency', 'For'],
    rows.map((row) => [
      code(addressOf(row)),
      row.verdict === 'open' ? verdictNames.open : `**${verdictNames[row.verdict]}**`,
      row.responsible === 'nobody' ? '' : words(teamNames[row.responsible]),
      words(row.seen),
      words(row.fix),
      row.via ?? '',
      row.milliseconds === undefined ? '' : `${row.milliseconds} ms`,
      words(forText(row)),
    ]),
  );

/** The wildcard is named where a host stands for it. */
export const forText = ({ host, endpoint }: PrecheckRow): string =>
  host === endpoint.host ? endpoint.purpose : `${endpoint.host}: ${endpoint.purpose}`;
