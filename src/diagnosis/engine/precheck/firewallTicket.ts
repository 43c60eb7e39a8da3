import { namesSources } from '../../../planning/network';
import { csvText } from '../../../kernel/text/csv';
import { code, englishProse, joinMarkdown, type Markdown, markdownTable, words } from '../../../kernel/text/markdown';
import { inEnglish } from '../../../kernel/text/phrases';
import { fixText, seenText, teamName, verdictName } from './conclusionText';
import type { CertificateCheck } from './certificates/certificateCheck';
import { certificateLines, certificateTicket } from './certificates/certificateSection';
import type { PrecheckRow } from './precheck';
import { askedByText, type PrecheckContext, purposeText } from './precheckReport';
import type { Responsible } from './verdict';

const teams: readonly Responsible[] = ['network', 'proxy', 'inspection', 'dns', 'azure', 'machine'];

/** English Markdown, without open endpoints. */
export function firewallTicket(
  context: PrecheckContext,
  rows: readonly PrecheckRow[],
  certificates: CertificateCheck,
): Markdown {
  const sections = teams.flatMap((team) => {
    const own = rows.filter(({ responsible }) => responsible === team);
    return own.length === 0 ? [] : [englishProse`## ${words(teamName(team, inEnglish))}\n\n${table(own)}`];
  });
  const unprobed = rows.filter(({ verdict }) => verdict === 'unprobed');
  const confirm =
    unprobed.length === 0
      ? []
      : [
          englishProse`## To be confirmed\n\nThese endpoints were not probed. Please confirm that they are allowed.\n\n${table(unprobed)}`,
        ];
  const nothing =
    sections.length + certificates.findings.length === 0
      ? [englishProse`Nothing has to change for the probed endpoints.\n`]
      : [];
  const parts: readonly Markdown[] = [
    englishProse`# Azure Arc: missing network access\n`,
    contextList(context),
    ...nothing,
    ...sections,
    ...certificateTicket(certificates),
    ...confirm,
  ];
  return joinMarkdown(parts, '\n');
}

function contextList({ site, cluster, from, proxyUrl }: PrecheckContext): Markdown {
  const proxy = proxyUrl === undefined ? englishProse`none` : code(proxyUrl);
  const machine = words(from ?? 'the requester’s computer');
  const part = cluster === undefined ? englishProse`` : englishProse`- Cluster: ${words(cluster)}\n`;
  return englishProse`- Site file: ${words(site)}\n${part}- Checked from: ${machine}\n- Proxy: ${proxy}\n`;
}

const table = (rows: readonly PrecheckRow[]): Markdown => {
  const hasSources = namesSources(rows);
  return markdownTable(
    [
      'Host',
      'Port',
      'Protocol',
      'Observed',
      'Requested change',
      'Purpose',
      'When',
      ...(hasSources ? ['Asked by'] : []),
      'Source',
    ],
    rows.map((row) => [
      code(row.host),
      row.port,
      words(row.endpoint.protocol),
      words(seenText(row, inEnglish)),
      words(fixText(row, inEnglish)),
      words(purposeText(row, inEnglish)),
      words(row.endpoint.when),
      ...(hasSources ? [words(askedByText(row, inEnglish))] : []),
      words(row.endpoint.source),
    ]),
  );
};

/** Every row, for a spreadsheet or the import of a ticket system. */
export const firewallTicketCsv = (rows: readonly PrecheckRow[], certificates: CertificateCheck): string =>
  csvText([
    [
      'Who has to act',
      'Result',
      'Host',
      'Port',
      'Protocol',
      'Via',
      'Observed',
      'Requested change',
      'Purpose',
      'When',
      'Source',
      ...(namesSources(rows) ? ['Asked by'] : []),
    ],
    ...rows.map((row) => [
      teamName(row.responsible, inEnglish),
      verdictName(row.verdict, inEnglish),
      row.host,
      `${row.port}`,
      row.endpoint.protocol,
      row.via ?? '',
      seenText(row, inEnglish),
      fixText(row, inEnglish),
      purposeText(row, inEnglish),
      row.endpoint.when,
      row.endpoint.source,
      ...(namesSources(rows) ? [askedByText(row, inEnglish)] : []),
    ]),
    ...certificateLines(certificates),
  ]);
