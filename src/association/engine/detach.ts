import type { Associable } from '../../kernel/resources';
import { translated } from '../../kernel/text/phrases';
import { addressOf, type Endpoint } from '../../planning/network';
import { directEndpointsOf } from './kinds/endpoints';

/** `host`, or `host:port` if not 443. Hosts for optional cluster features name the feature. */
export const openWithoutGateway = (resource: Associable): readonly string[] => [
  ...new Set(directEndpointsOf(resource).map(lineOf)),
];

const lineOf = (endpoint: Endpoint): string =>
  endpoint.isAlwaysNeeded ? addressOf(endpoint) : `${addressOf(endpoint)} (${translated(endpoint.when)})`;
