import type { Finding } from '../../../kernel/finding';
import { featureSince, lacksFeature } from '../../../kernel/knowledge/agentFeature';
import { hostMatches } from '../hostPattern';
import type { Bypass, BypassContext } from './bypass';
import { type BypassEntry, bypassEntriesOf } from '../../site';

const { since, source } = featureSince('gatewayBypass');
const { since: reliable } = featureSince('reliableGatewayBypass');

/** The property `gatewayBypass` of a gateway: a JSON array of full host names. */
export const gatewayBypass = (wishes: readonly BypassEntry[], { agentVersion }: BypassContext): Bypass => ({
  text: JSON.stringify(namesOf(wishes)),
  findings: [...wishes.flatMap((wish) => refusalOf(wish)?.finding ?? []), ...versionFindings(agentVersion)],
});

/** The entries of a gateway’s list that it is known to follow: full host names, in lower case, each once. */
export const namesForGateway = (entries: readonly string[]): readonly string[] =>
  namesOf(bypassEntriesOf({ hosts: entries }));

function namesOf(wishes: readonly BypassEntry[]): readonly string[] {
  const good = wishes.filter((wish) => wish.kind !== 'invalid' && !refusalOf(wish));
  return [...new Set(good.map(({ text }) => text.toLowerCase()))];
}

const finding = (severity: Finding['severity'], path: string, code: string, message: string, fix: string): Finding => ({
  code: `bypass.${code}`,
  severity,
  path,
  message,
  fix,
  source,
});

interface Refusal {
  readonly finding: Finding;
  /** Why the entry is left out, without saying that it is. */
  readonly reason: string;
}

const refused = ({ path }: BypassEntry, code: string, reason: string, fix: string): Refusal => ({
  finding: finding('error', path, code, `Left out: ${reason}`, fix),
  reason,
});

/** Why the gateway's list cannot hold an entry that is a name or an address. */
export function refusalOf(wish: BypassEntry): Refusal | undefined {
  const { kind, text } = wish;
  if (kind === 'invalid') return undefined;
  if (kind !== 'host' || !text.includes('.')) {
    const reason = `the gateway’s list takes full host names, and how it would read ${text} is not published.`;
    return refused(wish, 'gatewayNamesOnly', reason, 'List the hosts by their full names.');
  }
  if (!hostMatches('*.gw.arc.azure.com', text)) return undefined;
  return refused(wish, 'gatewayItself', 'the gateway cannot be bypassed on the way to itself.', 'Remove it.');
}

/** What agents have to be for the list to work; their version is not known. */
export const gatewayListNeeds: Finding = finding(
  'info',
  'bypass',
  'gatewayNeedsAgent',
  `The bypass list of a gateway needs agent ${since} or later; older ones ignore it.`,
  `Use agent ${reliable} or later.`,
);

function versionFindings(agentVersion: string | undefined): Finding[] {
  if (agentVersion === undefined) return [gatewayListNeeds];
  if (lacksFeature(agentVersion, 'gatewayBypass')) return [{ ...gatewayListNeeds, severity: 'error' }];
  if (!lacksFeature(agentVersion, 'reliableGatewayBypass')) return [];
  const message = `Agent ${agentVersion} reads the gateway’s bypass list, but keeps its entries in the Arc proxy.`;
  return [finding('warning', 'bypass', 'gatewayAgentEarly', message, `Use agent ${reliable} or later.`)];
}
