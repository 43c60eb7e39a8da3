import type { Finding } from '../../../kernel/finding';
import { featureSince, lacksFeature } from '../../../kernel/knowledge/agentFeature';
import { hostMatches } from '../hostPattern';
import type { Bypass, BypassContext } from './bypass';
import { type Wish, wishesOf } from '../../site';

const { since, source } = featureSince('gatewayBypass');
const { since: reliable } = featureSince('reliableGatewayBypass');

/** The property `gatewayBypass` of a gateway: a JSON array of full host names. */
export const gatewayBypass = (wishes: readonly Wish[], { agentVersion }: BypassContext): Bypass => ({
  text: JSON.stringify(namesOf(wishes)),
  findings: [...wishes.flatMap((wish) => refusalOf(wish) ?? []), ...versionFindings(agentVersion)],
});

/** The entries of a gateway’s list that it is known to follow: full host names, in lower case, each once. */
export const namesForGateway = (entries: readonly string[]): readonly string[] => namesOf(wishesOf({ hosts: entries }));

function namesOf(wishes: readonly Wish[]): readonly string[] {
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

function refusalOf({ kind, path, text }: Wish): Finding | undefined {
  if (kind === 'invalid') return undefined;
  if (kind !== 'host' || !text.includes('.')) {
    return finding(
      'error',
      path,
      'gatewayNamesOnly',
      `Left out: the gateway’s list takes full host names, and how it would read ${text} is not published.`,
      'List the hosts by their full names.',
    );
  }
  if (!hostMatches('*.gw.arc.azure.com', text)) return undefined;
  return finding(
    'error',
    path,
    'gatewayItself',
    'Left out: the gateway cannot be bypassed on the way to itself.',
    'Remove it.',
  );
}

function versionFindings(agentVersion: string | undefined): Finding[] {
  const fix = `Use agent ${reliable} or later.`;
  if (agentVersion === undefined || lacksFeature(agentVersion, 'gatewayBypass')) {
    const message = `The bypass list of a gateway needs agent ${since} or later; older ones ignore it.`;
    return [finding(agentVersion === undefined ? 'info' : 'error', 'bypass', 'gatewayNeedsAgent', message, fix)];
  }
  if (!lacksFeature(agentVersion, 'reliableGatewayBypass')) return [];
  const message = `Agent ${agentVersion} reads the gateway’s bypass list, but keeps its entries in the Arc proxy.`;
  return [finding('warning', 'bypass', 'gatewayAgentEarly', message, fix)];
}
