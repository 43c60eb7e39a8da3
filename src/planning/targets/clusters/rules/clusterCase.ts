import type { Connection } from '../../../site';
import type { ClusterOfSite, SharedSite } from '../../target';

/** What the rules of a cluster look at. */
export interface ClusterCase {
  readonly target: ClusterOfSite;
  readonly cluster: ClusterOfSite['cluster'];
  readonly place: ClusterOfSite['place'];
  readonly site: SharedSite;
  readonly mode: Connection;
}

export const hasProxy = ({ site: { network } }: ClusterCase): boolean =>
  network.proxyUrl !== undefined || network.httpProxyUrl !== undefined;

/** Changed by connectedk8s, and not by az aksarc. */
export const isOwn = ({ cluster }: ClusterCase): boolean => cluster.managedBy !== 'aksArc';

export const has = ({ cluster: { features = [] } }: ClusterCase, ...any: typeof features): boolean =>
  any.some((feature) => features.includes(feature));
