import type { Associable, OperatingSystem } from '../../kernel/resources';
import { directClusterEndpoints } from '../../planning/targets/clusters';
import { directServerEndpoints } from '../../planning/network';
import { addressOf, type Endpoint } from '../../planning/network';

/** Tells an agent to go without a gateway, typed on its machine. Source: the servers page on Arc gateway, 2026-08. */
export const directCommand = (os: OperatingSystem | undefined): string =>
  `${os === 'windows' ? '' : 'sudo '}azcmagent config set connection.type direct`;

/**
 * Hosts that must be reachable from a resource without a gateway, `host` or `host:port` when not 443. What only a feature of
 * a cluster needs names that feature behind it: Azure does not say which ones are used.
 */
export function openWithoutGateway(resource: Associable): readonly string[] {
  const { location: region } = resource;
  const endpoints =
    resource.kind === 'cluster'
      ? directClusterEndpoints(region)
      : directServerEndpoints({ systems: resource.os ? [resource.os] : ['linux', 'windows'], region }).filter(
          ({ isAlwaysNeeded }) => isAlwaysNeeded,
        );
  return [...new Set(endpoints.map(lineOf))];
}

const lineOf = (endpoint: Endpoint): string =>
  endpoint.isAlwaysNeeded ? addressOf(endpoint) : `${addressOf(endpoint)} (${endpoint.when})`;
