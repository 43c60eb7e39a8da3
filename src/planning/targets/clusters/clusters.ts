import { listOf } from '../../../kernel/text/phrases';
import { clusterType } from '../../../kernel/resources';
import type { ClusterOfSite, TargetModule } from '../target';
import { modeOf } from './mode';

/** Each cluster is a target of its own. */
export const clusters: TargetModule<ClusterOfSite> = {
  kind: 'cluster',
  targetsIn: (site, refs) =>
    (site.targets.clusters ?? []).flatMap((cluster, index) => {
      const ref = refs[index];
      return ref ? [{ ref, kind: 'cluster', place: { ...site.azure, ...cluster.azure }, cluster }] : [];
    }),
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
