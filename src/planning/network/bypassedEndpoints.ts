import type { Endpoint } from './endpoint';
import { featureSince, lacksFeature } from '../../kernel/knowledge/agentFeature';
import { gatewayHosts } from './gatewayHosts';
import { HostIndex } from './hostIndex';
import type { NetworkNeeds } from './networkNeeds';

/** What the gateway's own bypass list makes necessary: its hosts, where the agents follow it. */
export function bypassedEndpoints({ mode, agentVersion, gatewayBypass = [] }: NetworkNeeds): Endpoint[] {
  if (mode !== 'gateway' || lacksFeature(agentVersion, 'gatewayBypass')) return [];
  const { source } = featureSince('gatewayBypass');
  return gatewayBypass.flatMap((host) =>
    portsOf(host).map((port) => ({
      host,
      port,
      protocol: 'https',
      from: ['server'],
      purpose: 'Kept out of the gateway by its own bypass list',
      when: 'always',
      isAlwaysNeeded: true,
      source,
    })),
  );
}

const index = new HostIndex(
  gatewayHosts.filter(({ port }) => port !== 80),
  ({ host }) => host,
);

/** The list names hosts alone. Beside the usual port they have those on which the gateway would have carried them. */
const portsOf = (host: string): number[] => [...new Set([443, ...index.covering(host).map(({ port }) => port)])];
