import type { Endpoint } from './endpoint';
import { featureSince, lacksFeature } from '../../kernel/knowledge/agentFeature';
import texts from './data/bypassedEndpoints.json';
import { gatewayHosts } from './gatewayHosts';
import { HostIndex } from './hostIndex';
import type { NetworkNeeds } from './networkNeeds';

/** If the agents support the list. */
export function bypassedEndpoints({ mode, agentVersion, gatewayBypass = [] }: NetworkNeeds): Endpoint[] {
  if (mode !== 'gateway' || lacksFeature(agentVersion, 'gatewayBypass')) return [];
  const { source } = featureSince('gatewayBypass');
  return gatewayBypass.flatMap((host) =>
    portsOf(host).map((port) => ({
      host,
      port,
      protocol: 'https',
      from: ['server'],
      purpose: texts.bypassed.purpose,
      when: texts.bypassed.when,
      isAlwaysNeeded: true,
      source,
    })),
  );
}

const index = new HostIndex(
  gatewayHosts.filter(({ port }) => port !== 80),
  ({ host }) => host,
);

/** The list has no ports: 443 and the gateway’s ports for the host. */
const portsOf = (host: string): number[] => [...new Set([443, ...index.covering(host).map(({ port }) => port)])];
