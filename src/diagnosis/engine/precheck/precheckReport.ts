import * as l10n from '@vscode/l10n';
import { addressOf, namesSources, sourceName } from '../../../planning/network';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../../kernel/text/markdown';
import { plural, translated } from '../../../kernel/text/phrases';
import { fixText, seenText, type ShowSentence, teamName, verdictCount, verdictName } from './conclusionText';
import type { CertificateCheck } from './certificates/certificateCheck';
import { certificateSection } from './certificates/certificateSection';
import type { PrecheckRow } from './precheck';

export interface PrecheckContext {
  /** `branch.arc.json` */
  readonly site: string;
  /** A cluster of the site; absent for its servers. */
  readonly cluster?: string;
  /** A server; absent for this machine. */
  readonly from?: string;
  /** `http://proxy.contoso.com:8080`; absent when machines go out directly. */
  readonly proxyUrl?: string;
}

export function precheckReport(
  context: PrecheckContext,
  rows: readonly PrecheckRow[],
  certificates: CertificateCheck,
  remarks: readonly string[] = [],
): Markdown {
  const parts: readonly Markdown[] = [
    prose`# Network check before onboarding\n`,
    contextList(context),
    prose`**${summary(rows, certificates)}**\n`,
    ...[...remarks, ...commonCause(rows)].map((remark) => prose`${words(remark)}\n`),
    ...[attention(rows), certificateSection(certificates), unprobed(rows), open(rows)].filter((part) => part !== ''),
  ];
  return joinMarkdown(parts, '\n');
}

function contextList({ site, cluster, from, proxyUrl }: PrecheckContext): Markdown {
  const proxy = proxyUrl === undefined ? prose`none` : code(proxyUrl);
  const machine = from === undefined ? prose`this machine` : words(from);
  return joinMarkdown(
    [
      prose`- Site file: ${words(site)}`,
      ...(cluster === undefined ? [] : [prose`- Cluster: ${words(cluster)}`]),
      prose`- Checked from: ${machine}`,
      prose`- Proxy: ${proxy}\n`,
    ],
    '\n',
  );
}

function summary(rows: readonly PrecheckRow[], { findings, seenHosts, allHosts }: CertificateCheck): Markdown {
  const count = (verdict: PrecheckRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const others = (['blocked', 'inspected', 'private', 'doubtful', 'unprobed'] as const).filter(
    (verdict) => count(verdict) > 0,
  );
  const counts = (['open', ...others] as const).map((verdict) => verdictCount(verdict, count(verdict), rows.length));
  const found = findings.length;
  const faults =
    found === 0
      ? []
      : [plural(found, { one: l10n.t('1 certificate finding'), other: l10n.t`${found} certificate findings` })];
  const unseen = allHosts - seenHosts;
  const hidden =
    unseen === 0
      ? []
      : [
          plural(unseen, {
            one: l10n.t('certificates of 1 host not seen'),
            other: l10n.t`certificates of ${unseen} hosts not seen`,
          }),
        ];
  return words([...counts, ...faults, ...hidden].join(' · '));
}

/** When every probe failed in the same way, one cause is likelier than many. */
function commonCause(rows: readonly PrecheckRow[]): readonly string[] {
  const [first, ...others] = rows.filter(({ verdict }) => verdict !== 'unprobed');
  if (!first || others.length < 2 || first.verdict === 'open') return [];
  const cause = causeOf(first);
  return others.every((row) => causeOf(row) === cause)
    ? [l10n.t`All probes ended in the same way, so they probably have one cause: ${seenText(first)}`]
    : [];
}

const causeOf = ({ code: conclusion, values }: PrecheckRow): string => JSON.stringify([conclusion, values]);

const attention = (rows: readonly PrecheckRow[]): Markdown =>
  section(
    prose`Needs attention`,
    [l10n.t('Host'), l10n.t('Result'), l10n.t('Who has to act'), l10n.t('Observed'), l10n.t('What to do')],
    rows.filter(({ responsible }) => responsible !== 'nobody'),
    (row) => [
      prose`**${words(verdictName(row.verdict))}**`,
      words(teamName(row.responsible)),
      words(seenText(row)),
      words(fixText(row)),
    ],
  );

const unprobed = (rows: readonly PrecheckRow[]): Markdown =>
  section(
    prose`Not probed`,
    [l10n.t('Host'), l10n.t('Reason'), l10n.t('Purpose')],
    rows.filter(({ verdict }) => verdict === 'unprobed'),
    (row) => [words(seenText(row)), words(purposeText(row))],
  );

const open = (rows: readonly PrecheckRow[]): Markdown =>
  section(
    prose`Open`,
    [l10n.t('Host'), l10n.t('Latency'), l10n.t('Proxy'), l10n.t('Purpose')],
    rows.filter(({ verdict }) => verdict === 'open'),
    (row) => [
      prose`${row.milliseconds ?? 0} ms`,
      row.via === 'proxy' ? prose`used` : prose`not used`,
      words(purposeText(row)),
    ],
  );

function section(
  title: Markdown,
  header: readonly string[],
  rows: readonly PrecheckRow[],
  cells: (row: PrecheckRow) => readonly Markdown[],
): Markdown {
  if (rows.length === 0) return prose``;
  const hasSources = namesSources(rows);
  return prose`## ${title}\n\n${markdownTable(
    hasSources ? [...header, l10n.t('Asked by')] : header,
    rows.map((row) => [code(addressOf(row)), ...cells(row), ...(hasSources ? [words(askedByText(row))] : [])]),
  )}`;
}

/** Who asks for the host. */
export const askedByText = ({ from }: PrecheckRow, show: ShowSentence = translated): string =>
  from.map((source) => sourceName(source, show)).join('; ');

/** Names the wildcard when the probed host stands for one. */
export function purposeText({ host, endpoint }: PrecheckRow, show: ShowSentence = translated): string {
  const purpose = show(endpoint.purpose);
  return host === endpoint.host ? purpose : `${endpoint.host}: ${purpose}`;
}
