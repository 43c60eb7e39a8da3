import type { Associable, OperatingSystem } from '../../kernel/resources';
import { directClusterEndpoints } from '../../planning/network';
import { directServerEndpoints } from '../../planning/network';
import { addressOf } from '../../planning/network';

/** Tells an agent to go without a gateway, typed on its machine. Source: the servers page on Arc gateway, 2026-08. */
export const directCommand = (os: OperatingSystem | undefined): string =>
  `${os === 'windows' ? '' : 'sudo '}azcmagent config set connection.type direct`;

/** Hosts that must be reachable from a resource without a gateway, `host` or `host:port` when not 443. */
export function openWithoutGateway(resource: Associable): readonly string[] {
  const { location: region } = resource;
  const endpoints =
    resource.kind === 'cluster'
      ? directClusterEndpoints(region)
      : directServerEndpoints({ systems: resource.os ? [resource.os] : ['linux', 'windows'], region });
  return [...new Set(endpoints.filter(({ when }) => when === 'always').map(addressOf))];
}
