import type { Associable } from '../../kernel/resources';
import { translated } from '../../kernel/text/phrases';
import { addressOf, type Endpoint } from '../../planning/network';
import { directEndpointsOf } from './kinds/endpoints';

/**
 * Hosts that must be reachable from a resource without a gateway, `host` or `host:port` when not 443. What only a feature of
 * a cluster needs names that feature behind it: Azure does not say which ones are used.
 */
export const openWithoutGateway = (resource: Associable): readonly string[] => [
  ...new Set(directEndpointsOf(resource).map(lineOf)),
];

const lineOf = (endpoint: Endpoint): string =>
  endpoint.isAlwaysNeeded ? addressOf(endpoint) : `${addressOf(endpoint)} (${translated(endpoint.when)})`;
