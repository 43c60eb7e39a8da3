import { type Connection, connectionOf } from '../../site';
import type { ClusterOfSite, SharedSite } from '../target';

/** How the cluster’s agents reach Azure Arc. */
export const modeOf = ({ connection }: ClusterOfSite['cluster'], site: SharedSite): Connection =>
  connection ?? connectionOf(site);
