import { type Associable, operatingSystems, type ResourceByKind } from '../../../kernel/resources';
import { directServerEndpoints, type Endpoint } from '../../../planning/network';
import { directClusterEndpoints } from '../../../planning/targets/clusters';

/** Endpoints without a gateway, by kind. Apart from what else is known of kinds: rows of the tree need no network. */
const endpoints: { readonly [K in Associable['kind']]: (resource: ResourceByKind[K]) => readonly Endpoint[] } = {
  machine: ({ os, location: region }) =>
    directServerEndpoints({ systems: os ? [os] : operatingSystems, region }).filter(
      ({ isAlwaysNeeded }) => isAlwaysNeeded,
    ),
  cluster: ({ location }) => directClusterEndpoints(location),
};

/** Endpoints of a resource without a gateway: the same for all of one kind, operating system and region. */
export const directEndpointsOf = <K extends Associable['kind']>(resource: ResourceByKind[K] & { readonly kind: K }) =>
  endpoints[resource.kind](resource);
