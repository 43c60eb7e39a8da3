import type { Finding } from '../../topology/topology';
import { featureSince, lacksFeature } from '../agentFeature';
import { hostMatches } from '../hostPattern';
import type { Bypass, BypassContext } from './bypass';
import type { Wish } from './wish';

const { since, source } = featureSince('gatewayBypass');
const { since: reliable } = featureSince('reliableGatewayBypass');

/** The property `gatewayBypass` of a gateway: a JSON array of full host names. */
export function gatewayBypass(wishes: readonly Wish[], { agentVersion }: BypassContext): Bypass {
  const judged = wishes.map((wish) => ({ name: wish.text.toLowerCase(), refusal: refusalOf(wish), wish }));
  const names = judged.filter(({ wish, refusal }) => wish.kind !== 'invalid' && !refusal).map(({ name }) => name);
  return {
    text: JSON.stringify([...new Set(names)]),
    findings: [...judged.flatMap(({ refusal }) => (refusal ? [refusal] : [])), ...versionFindings(agentVersion)],
  };
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
