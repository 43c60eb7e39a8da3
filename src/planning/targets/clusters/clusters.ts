import { listOf } from '../../../kernel/text/phrases';
import { clusterType } from '../../../kernel/resources';
import { type Connection, connectionOf } from '../../site';
import type { ClusterOfSite, SharedSite, TargetModule } from '../target';

/** Each cluster is a target of its own. */
export const clusters: TargetModule<ClusterOfSite> = {
  kind: 'cluster',
  targetsIn: (site, refs) =>
    (site.targets.clusters ?? []).flatMap((cluster, index) => {
      const ref = refs[index];
      return ref ? [{ ref, kind: 'cluster', place: { ...site.azure, ...cluster.azure }, cluster }] : [];
    }),
  rules: [],
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

export const modeOf = ({ connection }: ClusterOfSite['cluster'], site: SharedSite): Connection =>
  connection ?? connectionOf(site);
