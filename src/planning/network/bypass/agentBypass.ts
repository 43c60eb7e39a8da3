import type { Finding } from '../../../kernel/finding';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { isOlderAgent } from '../../../kernel/knowledge/agentVersion';
import keywords from '../data/agentBypass.json';
import { covers } from '../hostPattern';
import type { Bypass, BypassContext } from './bypass';
import type { BypassEntry } from '../../site';

type Keyword = (typeof keywords)[number];

/** `azcmagent config set proxy.bypass`: words for services, no names. A wish is said by the word that takes it in. */
export function agentBypass(wishes: readonly BypassEntry[], { usesGateway, agentVersion }: BypassContext): Bypass {
  const chosen = wishes.map((wish) => ({ wish, keyword: keywordFor(wish) }));
  const words = new Set(keywords.filter((each) => chosen.some(({ keyword }) => keyword === each)));
  const findings = chosen.flatMap(({ wish, keyword }) => (keyword ? [] : unsayable(wish)));
  return {
    text: [...words].map(({ keyword }) => keyword).join(','),
    findings: [
      ...findings,
      ...[...words].flatMap((keyword) => [...widerThanEntries(keyword, wishes), ...tooOld(keyword, agentVersion)]),
      ...(usesGateway && words.size > 0 ? [ineffective] : []),
    ],
  };
}

/** Patterns of the hosts that a `proxy.bypass` of these words, `AAD,ARM`, keeps off the proxy. */
export const hostsOfWords = (text: string): readonly string[] =>
  keywords.filter(({ keyword }) => text.split(',').includes(keyword)).flatMap(({ hosts }) => hosts);

/** A wish names a service by its word, or by one of the hosts the word stands for; of several words the narrowest. */
const keywordFor = ({ kind, text }: BypassEntry): Keyword | undefined =>
  keywords.find(({ keyword }) => kind === 'host' && keyword.toLowerCase() === text.toLowerCase()) ??
  keywords
    .filter(({ hosts }) => hosts.some((wide) => covers(wide, kind === 'domain' ? `*.${text}` : text)))
    .sort((a, b) => a.hosts.length - b.hosts.length)[0];

const sourceOf = ({ source, asOf }: Keyword): string => `${source} (${asOf})`;

function unsayable({ kind, path, text }: BypassEntry): Finding[] {
  if (kind === 'invalid') return [];
  const [first] = keywords;
  return [
    {
      code: 'bypass.agentWords',
      severity: 'error',
      path,
      message: `Left out: the agent’s proxy.bypass takes the words ${keywords.map(({ keyword }) => keyword).join(', ')} and no names or addresses, so it cannot say ${text}.`,
      fix: 'Allow it on the proxy, or set NO_PROXY for the program that needs it.',
      ...(first ? { source: sourceOf(first) } : {}),
    },
  ];
}

function widerThanEntries(keyword: Keyword, wishes: readonly BypassEntry[]): Finding[] {
  if (wishes.some(({ text }) => text.toLowerCase() === keyword.keyword.toLowerCase())) return [];
  return [
    {
      code: 'bypass.agentWordIsWider',
      severity: 'info',
      path: 'bypass',
      message: `${keyword.keyword} stands for all of these: ${keyword.hosts.join(', ')}.`,
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
      message: `${keyword.keyword} needs agent ${keyword.since} or later; these machines run ${agentVersion}.`,
      fix: 'Update the agent first.',
      source: sourceOf(keyword),
    },
  ];
}

const ineffective: Finding = {
  code: 'bypass.ineffectiveWithGateway',
  severity: 'error',
  path: 'bypass',
  message: 'proxy.bypass has no effect while a gateway is used: the traffic goes through the Arc proxy all the same.',
  fix: `Use the bypass list of the gateway, which needs agent ${featureSince('gatewayBypass').since}; use ${featureSince('reliableGatewayBypass').since}.`,
  source: 'learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01)',
};
