import { type Connection, parseProxyUrl } from '../../../site';
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

export const hasAny = ({ cluster: { features = [] } }: ClusterCase, any: readonly string[]): boolean =>
  features.some((feature) => any.includes(feature));

/** IPv6 in brackets. */
export const proxyHosts = ({ site: { network } }: ClusterCase): readonly string[] =>
  [network.proxyUrl, network.httpProxyUrl].flatMap((url) => {
    const parsed = url === undefined ? undefined : parseProxyUrl(url);
    return parsed?.ok ? [parsed.value.host] : [];
  });
