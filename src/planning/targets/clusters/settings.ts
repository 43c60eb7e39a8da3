import type { Connection } from '../../site';
import type { ClusterOfSite, SharedSite } from '../target';
import { deploymentNoProxy, skipRange } from './bypass';
import { modeOf } from './mode';

/** Proxies of a cluster’s agents and of its deployment machine; undefined: none. */
export interface ClusterProxies {
  readonly httpsProxy: string | undefined;
  readonly httpProxy: string | undefined;
  /** Path on the deployment machine. */
  readonly certificate: string | undefined;
}

export function clusterProxies({ network }: Pick<SharedSite, 'network'>): ClusterProxies {
  const { proxyUrl, httpProxyUrl = proxyUrl, proxyCertificate } = network;
  return {
    httpsProxy: proxyUrl,
    httpProxy: httpProxyUrl,
    certificate: httpProxyUrl === undefined ? undefined : proxyCertificate,
  };
}

/** What a command that connects a cluster is given. */
export interface ClusterSettings extends ClusterProxies {
  readonly mode: Connection;
  /** `--proxy-skip-range`; undefined without a proxy. */
  readonly skipRange: string | undefined;
  /** `NO_PROXY` of the deployment machine. */
  readonly noProxy: string;
}

export function clusterSettings(target: ClusterOfSite, site: SharedSite): ClusterSettings {
  const proxies = clusterProxies(site);
  return {
    ...proxies,
    mode: modeOf(target.cluster, site),
    skipRange: proxies.httpProxy === undefined ? undefined : skipRange(target, site).text,
    noProxy: deploymentNoProxy(target, site).text,
  };
}
