import type { ServerSite } from '../site';
import type { Endpoint } from './endpoint';
import type { Source } from './source';
import { bypassedHosts } from './bypass/proxyBypass';
import { type NetworkNeeds, needsOf } from './networkNeeds';

/** What the route of a request depends on. */
export interface RoutingContext extends NetworkNeeds {
  /** The enterprise proxy, `http://proxy.contoso.com:8080`. */
  readonly proxyUrl?: string;
  /** Patterns of the agent’s `proxy.bypass`; no effect with a gateway. */
  readonly proxyBypass?: readonly string[];
  /** Default: `server`. */
  readonly source?: Source;
  /** Required endpoints, if not those of a server. */
  readonly endpoints?: readonly Endpoint[];
  /** `install`: before the agent is installed. Default: `running`. */
  readonly phase?: 'install' | 'running';
}

export const routingContextOf = (site: ServerSite): RoutingContext => ({
  ...needsOf(site),
  ...(site.network.proxyUrl === undefined ? {} : { proxyUrl: site.network.proxyUrl }),
  proxyBypass: bypassedHosts(site),
});
