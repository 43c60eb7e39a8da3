import { listOf } from '../../../kernel/text/phrases';
import { clusterType } from '../../../kernel/resources';
import type { Endpoint, RoutingContext, Source } from '../../network';
import { type Connection, connectionOf } from '../../site';
import type { ClusterOfSite, SharedSite, TargetModule } from '../target';
import { anyClusterEndpoints, clusterEndpoints, type ClusterNeeds } from './endpoints';

/** Each cluster is a target of its own. */
export const clusters: TargetModule<ClusterOfSite> = {
  kind: 'cluster',
  targetsIn: (site, refs) =>
    (site.targets.clusters ?? []).flatMap((cluster, index) => {
      const ref = refs[index];
      return ref ? [{ ref, kind: 'cluster', place: { ...site.azure, ...cluster.azure }, cluster }] : [];
    }),
  endpoints: (target, site) => clusterEndpoints(needsOf(target, site)),
  endpointsToday: (target, site) =>
    target.cluster.state === 'connected' ? clusterEndpoints({ ...needsOf(target, site), mode: 'direct' }) : [],
  anyEndpoints: anyClusterEndpoints,
  routes: (target, site) => clusterSources.map((source) => contextFor(target, site, source)),
  scripts: () => [],
  nextSteps: () => [],
  rules: [],
  probes: () => ({ probes: [], unprobed: [] }),
  expectations: ({ cluster, place }, site) =>
    cluster.state === 'connected'
      ? [
          {
            kind: 'cluster',
            name: cluster.name,
            resourceId: `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/${clusterType}/${cluster.name}`,
            connection: modeOf(cluster, site),
            ...(modeOf(cluster, site) === 'gateway' && site.gateway ? { gateway: site.gateway } : {}),
          },
        ]
      : [],
  labels: ({ cluster: { name, features = [] } }) => ({ title: name, summary: listOf(features) }),
};

const clusterSources: readonly Source[] = ['clusterAgent', 'clusterNode', 'deployment'];

const modeOf = ({ connection }: ClusterOfSite['cluster'], site: SharedSite): Connection =>
  connection ?? connectionOf(site);

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
