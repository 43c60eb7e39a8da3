import type { ServerSite } from '../site';
import type { Endpoint } from './endpoint';
import type { Source } from './source';
import { bypassedHosts } from './bypass';
import { type NetworkNeeds, needsOf } from './networkNeeds';

export interface RoutingContext extends NetworkNeeds {
  /** `http://proxy.contoso.com:8080` */
  readonly proxyUrl?: string;
  /** For plain HTTP; absent: `proxyUrl`. */
  readonly httpProxyUrl?: string;
  /** As in NO_PROXY: of programs that follow it, through a gateway or not. */
  readonly noProxy?: string;
  /** Host patterns of the agent; no effect with a gateway. */
  readonly proxyBypass?: readonly string[];
  /** Default: `server`. */
  readonly source?: Source;
  /** Default: those of a server. */
  readonly endpoints?: readonly Endpoint[];
  /** Where the source reaches an Arc proxy that isn’t its own: `10.20.0.10:40343`. */
  readonly clusterAddress?: string;
  /** `install`: before the agent is installed. Default: `running`. */
  readonly phase?: 'install' | 'running';
}

export const routingContextOf = (site: ServerSite): RoutingContext => ({
  ...needsOf(site),
  ...(site.network.proxyUrl === undefined ? {} : { proxyUrl: site.network.proxyUrl }),
  proxyBypass: bypassedHosts(site),
});
