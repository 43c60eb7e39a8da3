import { type Associable, operatingSystems, type ResourceByKind } from '../../../kernel/resources';
import { directServerEndpoints, type Endpoint } from '../../../planning/network';
import { directClusterEndpoints } from '../../../planning/targets/clusters';

/** Separate from `registry`, so that rows of the tree load no network code. */
const endpoints: { readonly [K in Associable['kind']]: (resource: ResourceByKind[K]) => readonly Endpoint[] } = {
  machine: ({ os, location: region }) =>
    directServerEndpoints({ systems: os ? [os] : operatingSystems, region }).filter(
      ({ isAlwaysNeeded }) => isAlwaysNeeded,
    ),
  cluster: ({ location }) => directClusterEndpoints(location),
};

export const directEndpointsOf = <K extends Associable['kind']>(resource: ResourceByKind[K] & { readonly kind: K }) =>
  endpoints[resource.kind](resource);
