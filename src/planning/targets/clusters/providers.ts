import type { Connection } from '../../site';
import type { ClusterOfSite } from '../target';
import providers from './data/providers.json';

/** Resource providers that the cluster’s subscription must have registered. */
export const providersFor = ({ features = [] }: ClusterOfSite['cluster'], mode: Connection) =>
  providers.filter(
    ({ needs }) =>
      needs === 'always' || (needs === 'gateway' ? mode === needs : features.some((each) => each === needs)),
  );

/** Of all clusters, whatever they need. */
export const clusterProviders: readonly string[] = providers.map(({ namespace }) => namespace);
