import type { Endpoint, RoutingContext, Source } from '../../network';
import type { ClusterOfSite, SharedSite, TargetNetwork } from '../target';
import { modeOf } from './mode';
import { anyClusterEndpoints, clusterEndpoints, type ClusterNeeds } from './endpoints';

export const clusterNetwork: TargetNetwork<ClusterOfSite> = {
  endpoints: (target, site) => clusterEndpoints(needsOf(target, site)),
  endpointsToday: (target, site) =>
    target.cluster.state === 'connected' ? clusterEndpoints({ ...needsOf(target, site), mode: 'direct' }) : [],
  anyEndpoints: anyClusterEndpoints,
  routes: (target, site) => clusterSources.map((source) => contextFor(target, site, source)),
  probes: () => ({ probes: [], unprobed: [] }),
};

const clusterSources: readonly Source[] = ['clusterAgent', 'clusterNode', 'deployment'];

/** What the cluster and its nodes ask for without a gateway. */
export const directEndpoints = (target: ClusterOfSite, site: SharedSite): readonly Endpoint[] =>
  clusterEndpoints({ ...needsOf(target, site), mode: 'direct' }).filter(({ from }) =>
    from.some((source) => source !== 'deployment'),
  );

/** What the agents in the cluster ask for. */
export const agentEndpoints = (target: ClusterOfSite, site: SharedSite): readonly Endpoint[] =>
  clusterEndpoints(needsOf(target, site)).filter(({ from }) => from.includes('clusterAgent'));

/** Hosts that only the deployment machine asks for. */
export const besideGateway = (target: ClusterOfSite, site: SharedSite): readonly string[] =>
  clusterEndpoints(needsOf(target, site))
    .filter(({ from }) => from.every((source) => source === 'deployment'))
    .map(({ host }) => host);

/** What the deployment machine asks for, without patterns. */
export const deploymentHosts = (target: ClusterOfSite, site: SharedSite): readonly string[] =>
  clusterEndpoints(needsOf(target, site))
    .filter(({ from, host }) => from.includes('deployment') && !host.includes('*'))
    .map(({ host }) => host);

const needsOf = ({ cluster, place }: ClusterOfSite, site: SharedSite): ClusterNeeds => ({
  mode: modeOf(cluster, site),
  region: place.region,
  features: cluster.features ?? [],
  ...(site.gateway?.endpoint === undefined ? {} : { gatewayEndpoint: site.gateway.endpoint }),
  ...(site.names?.vault === undefined ? {} : { vault: site.names.vault }),
});

function contextFor(target: ClusterOfSite, site: SharedSite, source: Source): RoutingContext {
  const { mode, region, gatewayEndpoint } = needsOf(target, site);
  const { proxyUrl } = site.network;
  const asks = ({ from }: Endpoint): boolean => from.includes(source);
  return {
    source,
    mode,
    region,
    systems: [],
    scenarios: [],
    endpoints: clusterEndpoints(needsOf(target, site)).filter(asks),
    ...(gatewayEndpoint === undefined ? {} : { gatewayEndpoint }),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
  };
}
