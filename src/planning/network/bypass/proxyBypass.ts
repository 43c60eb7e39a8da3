import { connectionOf, type Topology, usesGateway } from '../../site';
import { hostsOfWords } from './agentBypass';
import type { Bypass } from './bypass';
import { bypassFor } from './bypassFor';

/**
 * What the agent of a topology's machines is given as `proxy.bypass`. The text is empty where nothing shall be bypassed,
 * and where it would have no effect: with a gateway, and without a proxy. Private endpoints are never behind the proxy.
 */
export const proxyBypass = (topology: Topology): Bypass =>
  topology.network.proxyUrl === undefined || usesGateway(topology) ? { text: '', findings: [] } : wished(topology);

/** Patterns of the hosts that the wishes of a topology keep off the proxy, where a `proxy.bypass` has an effect. */
export const bypassedHosts = (topology: Topology): readonly string[] => hostsOfWords(wished(topology).text);

function wished(topology: Topology): Bypass {
  const { network, targets } = topology;
  const wishes = network.bypass ?? {};
  const isPrivate = connectionOf(topology) === 'privateLink';
  const hosts = [...(wishes.hosts ?? []), ...(isPrivate ? ['Arc'] : [])];
  const { agentVersion } = targets;
  return bypassFor({ ...wishes, hosts }, 'agent', agentVersion === undefined ? {} : { agentVersion });
}
