import { csvText } from '../../../kernel/text/csv';
import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../../../kernel/text/markdown';
import type { PrecheckRow } from './precheck';
import { forText, type PrecheckPlace, placeText } from './precheckReport';
import { type Responsible, teamNames, verdictNames } from './verdict';

const teams: readonly Responsible[] = ['network', 'proxy', 'inspection', 'dns', 'azure', 'machine'];

/** What each team is asked for, as Markdown for a ticket; what is open is left out. */
export function firewallTicket(place: PrecheckPlace, rows: readonly PrecheckRow[]): Markdown {
  const sections = teams.flatMap((team) => {
    const own = rows.filter(({ responsible }) => responsible === team);
    return own.length === 0 ? [] : [prose`## ${words(teamNames[team])}\n\n${table(own)}`];
  });
  const unprobed = rows.filter(({ verdict }) => verdict === 'unprobed');
  const confirm =
    unprobed.length === 0
      ? []
      : [
          prose`## To be confirmed\n\nThese could not be probed. Please confirm that they are allowed.\n\n${table(unprobed)}`,
        ];
  const nothing = sections.length === 0 ? [prose`Nothing has to be changed for what could be probed.\n`] : [];
  const parts: readonly Markdown[] = [
    prose`# Azure Arc: network access that is missing\n\n${placeText(place)}\n`,
    ...nothing,
    ...sections,
    ...confirm,
  ];
  return joinMarkdown(parts, '\n');
}

const table = (rows: readonly PrecheckRow[]): Markdown =>
  markdownTable(
    ['Host', 'Port', 'Protocol', 'Seen', 'Asked for', 'Purpose', 'When', 'Source'],
    rows.map((row) => [
      code(row.host),
      row.port,
      words(row.endpoint.protocol),
      words(row.seen),
      words(row.fix),
      words(forText(row)),
      words(row.endpoint.when),
      words(row.endpoint.source),
    ]),
  );

/** Every row for a spreadsheet or a ticket system's import, also what is open. */
export const firewallTicketCsv = (rows: readonly PrecheckRow[]): string =>
  csvText([
    [
      'Who must fix it',
      'Result',
      'Host',
      'Port',
      'Protocol',
      'Through',
      'Seen',
      'Asked for',
      'Purpose',
      'When',
      'Source',
    ],
    ...rows.map((row) => [
      teamNames[row.responsible],
      verdictNames[row.verdict],
      row.host,
      `${row.port}`,
      row.endpoint.protocol,
      row.via ?? '',
      row.seen,
      row.fix,
      forText(row),
      row.endpoint.when,
      row.endpoint.source,
    ]),
  ]);
