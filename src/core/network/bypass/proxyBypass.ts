import { connectionOf, type Topology, usesGateway } from '../../topology/topology';
import type { Bypass } from './bypass';
import { bypassFor } from './bypassFor';

/**
 * What the agent of a topology's machines is given as `proxy.bypass`. The text is empty where nothing shall be bypassed,
 * and where it would have no effect: with a gateway, and without a proxy. Private endpoints are never behind the proxy.
 */
export function proxyBypass(topology: Topology): Bypass {
  const { network, targets } = topology;
  if (network.proxyUrl === undefined || usesGateway(topology)) return { text: '', findings: [] };
  const wishes = network.bypass ?? {};
  const isPrivate = connectionOf(topology) === 'privateLink';
  const hosts = [...(wishes.hosts ?? []), ...(isPrivate ? ['Arc'] : [])];
  const { agentVersion } = targets;
  return bypassFor({ ...wishes, hosts }, 'agent', agentVersion === undefined ? {} : { agentVersion });
}
