import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import { featureSince, recommendedAgent } from '../../../kernel/knowledge/agentFeature';
import { pageSource } from '../../../kernel/knowledge/pages';
import { listOf } from '../../../kernel/text/phrases';
import { isOlderAgent } from '../../../kernel/knowledge/agentVersion';
import keywords from './data/agentBypass.json';
import { covers } from '../../../kernel/hostPattern';
import type { Bypass, BypassContext } from './bypass';
import { anyEntry, entryFindings } from './entryFindings';
import type { BypassEntry } from '../../site';

type Keyword = (typeof keywords)[number];

/** `azcmagent config set proxy.bypass` takes service keywords, not hosts. */
export function agentBypass(entries: readonly BypassEntry[], { usesGateway, agentVersion }: BypassContext): Bypass {
  const chosen = entries.map((entry) => ({ entry, keyword: keywordFor(entry) }));
  const used = new Set(keywords.filter((each) => chosen.some(({ keyword }) => keyword === each)));
  const findings = chosen.flatMap(({ entry, keyword }) => (keyword ? [] : withoutKeyword(entry)));
  return {
    text: [...used].map(({ keyword }) => keyword).join(','),
    findings: [
      ...entries.flatMap((entry) => entryFindings(entry, { source: ownSource, fix: anyEntry })),
      ...findings,
      ...[...used].flatMap((keyword) => [...widerThanEntries(keyword, entries), ...tooOld(keyword, agentVersion)]),
      ...(usesGateway && used.size > 0 ? [ineffective] : []),
    ],
  };
}

/** Whether a host is a word of `proxy.bypass`, such as `ARM`, and no name. */
export const isAgentKeyword = (host: string): boolean =>
  keywords.some(({ keyword }) => keyword.toLowerCase() === host.trim().toLowerCase());

/** Host patterns of a `proxy.bypass` such as `AAD,ARM`. */
export const hostsOfKeywords = (text: string): readonly string[] =>
  keywords.filter(({ keyword }) => text.split(',').includes(keyword)).flatMap(({ hosts }) => hosts);

/** The keyword itself, or the narrowest that covers the host. */
const keywordFor = ({ kind, text }: BypassEntry): Keyword | undefined =>
  keywords.find(({ keyword }) => kind === 'host' && keyword.toLowerCase() === text.toLowerCase()) ??
  keywords
    .filter(({ hosts }) => hosts.some((wide) => covers(wide, kind === 'domain' ? `*.${text}` : text)))
    .sort((a, b) => a.hosts.length - b.hosts.length)[0];

const sourceOf = ({ source, asOf }: Keyword): string => `${source} (${asOf})`;
const ownSource = keywords.slice(0, 1).map(sourceOf).join('');

function withoutKeyword({ kind, path, text }: BypassEntry): Finding[] {
  if (kind === 'invalid') return [];
  const [first] = keywords;
  return [
    {
      code: 'bypass.agentWords',
      severity: 'error',
      path,
      message: l10n.t`${text} is omitted: the agent’s proxy.bypass takes only the keywords ${listOf(keywords.map(({ keyword }) => keyword))}, not names or addresses.`,
      fix: l10n.t('Allow it on the proxy, or set NO_PROXY for the program that needs it.'),
      ...(first ? { source: sourceOf(first) } : {}),
    },
  ];
}

function widerThanEntries(keyword: Keyword, entries: readonly BypassEntry[]): Finding[] {
  if (entries.some(({ text }) => text.toLowerCase() === keyword.keyword.toLowerCase())) return [];
  return [
    {
      code: 'bypass.agentWordIsWider',
      severity: 'info',
      path: 'bypass',
      message: l10n.t`${keyword.keyword} includes all of these hosts: ${listOf(keyword.hosts)}.`,
      source: sourceOf(keyword),
    },
  ];
}

function tooOld(keyword: Keyword, agentVersion: string | undefined): Finding[] {
  if (agentVersion === undefined || !isOlderAgent(agentVersion, keyword.since)) return [];
  return [
    {
      code: 'bypass.agentTooOld',
      severity: 'error',
      path: 'bypass',
      message: l10n.t`${keyword.keyword} requires agent ${keyword.since} or newer. These machines have ${agentVersion}.`,
      fix: l10n.t('Upgrade the agents first.'),
      source: sourceOf(keyword),
    },
  ];
}

const ineffective: Finding = {
  code: 'bypass.ineffectiveWithGateway',
  severity: 'error',
  path: 'bypass',
  message: l10n.t('With a gateway, proxy.bypass has no effect: all traffic goes through the Arc proxy.'),
  fix: l10n.t`Use the gateway’s bypass list. It needs agent ${featureSince('gatewayBypass').since}; ${recommendedAgent} or newer is recommended.`,
  source: pageSource('arcGateway'),
};
