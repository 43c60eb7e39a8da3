import * as l10n from '@vscode/l10n';
import {
  code,
  englishProse,
  joinMarkdown,
  type Markdown,
  markdownTable,
  prose,
  words,
} from '../../../../kernel/text/markdown';
import { inEnglish, translated } from '../../../../kernel/text/phrases';
import { type ShowSentence, teamName } from '../conclusionText';
import type { CertificateCheck, CertificateFinding } from './certificateCheck';
import {
  deadlineText,
  findingFix,
  findingName,
  findingSource,
  findingText,
  issuerName,
  unseenText,
} from './certificateText';

/** In the display language; empty without TLS. */
export function certificateSection({ findings, unseen, seenHosts, allHosts }: CertificateCheck): Markdown {
  if (allHosts === 0) return prose``;
  const parts: readonly Markdown[] = [
    prose`## Certificates\n`,
    prose`The certificates of ${seenHosts} of ${allHosts} hosts were read as they were sent.\n`,
    findings.length > 0
      ? markdownTable(
          [
            l10n.t('Issuer'),
            l10n.t('Result'),
            l10n.t('Who has to act'),
            l10n.t('By when'),
            l10n.t('Observed'),
            l10n.t('What to do'),
            l10n.t('Hosts'),
          ],
          findings.map((finding) => [
            words(issuerName(finding)),
            prose`**${words(findingName(finding))}**`,
            ...cellsOf(finding, translated),
            hostList(finding.hosts),
          ]),
        )
      : seenHosts > 0
        ? prose`Nothing was found in what was read.\n`
        : prose``,
    unseen.length === 0
      ? prose``
      : markdownTable(
          [l10n.t('Not seen at'), l10n.t('Reason')],
          unseen.map(({ part, hosts }) => [hostList(hosts), words(unseenText(part))]),
        ),
  ];
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n',
  );
}

/** For the firewall ticket; empty if there is nothing to change or to confirm. */
export function certificateTicket({ findings, unseen }: CertificateCheck): readonly Markdown[] {
  const header = ['Issuer', 'Result', 'Who has to act', 'By when', 'Observed', 'Requested change', 'Hosts', 'Source'];
  const rows = findings.map((finding) => [
    words(issuerName(finding, inEnglish)),
    words(findingName(finding, inEnglish)),
    ...cellsOf(finding, inEnglish),
    hostList(finding.hosts),
    words(findingSource(finding)),
  ]);
  const found = rows.length === 0 ? [] : [markdownTable(header, rows)];
  const notSeen = unseen.map(
    ({ part, hosts }) => englishProse`- ${hostList(hosts)}: ${words(unseenText(part, inEnglish))}\n`,
  );
  const remark =
    notSeen.length === 0
      ? []
      : [
          englishProse`The certificates of these hosts were not seen, or only in part. Please confirm that they meet RFC 5280.\n`,
          joinMarkdown(notSeen, ''),
        ];
  return found.length + remark.length === 0 ? [] : [englishProse`## Certificates\n`, ...found, ...remark];
}

/** In the columns of the ticket as a table. */
export const certificateLines = ({ findings }: CertificateCheck): readonly (readonly string[])[] =>
  findings.map((finding) => [
    teamName(finding.responsible, inEnglish),
    `certificate: ${findingName(finding, inEnglish)}`,
    finding.hosts.join(' '),
    '',
    'https',
    '',
    findingText(finding, inEnglish),
    findingFix(finding, inEnglish),
    `Issuer: ${issuerName(finding, inEnglish)}`,
    deadlineText(finding, inEnglish),
    findingSource(finding),
  ]);

const cellsOf = (finding: CertificateFinding, show: ShowSentence): readonly Markdown[] => [
  words(teamName(finding.responsible, show)),
  words(deadlineText(finding, show)),
  words(findingText(finding, show)),
  words(findingFix(finding, show)),
];

const hostList = (hosts: readonly string[]): Markdown => joinMarkdown(hosts.map(code), ', ');
