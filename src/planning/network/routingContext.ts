import type { ServerSite } from '../site';
import type { Endpoint } from './endpoint';
import type { Source } from './source';
import { bypassedHosts } from './bypass/proxyBypass';
import { type NetworkNeeds, needsOf } from './networkNeeds';

/** What decides which way a request goes: the needs of the machines and what stands between them and Azure. */
export interface RoutingContext extends NetworkNeeds {
  /** The enterprise proxy, `http://proxy.contoso.com:8080`; absent when the machines go out directly. */
  readonly proxyUrl?: string;
  /** Hosts and patterns that the agent’s `proxy.bypass` keeps off the enterprise proxy. Ineffective with a gateway. */
  readonly proxyBypass?: readonly string[];
  /** Who asks; a server when absent. */
  readonly source?: Source;
  /** What has to be reachable, where that does not follow from the needs of a server. */
  readonly endpoints?: readonly Endpoint[];
  /** `install` while the agent is not on the machine yet; `running` when absent. */
  readonly phase?: 'install' | 'running';
}

export const routingContextOf = (site: ServerSite): RoutingContext => ({
  ...needsOf(site),
  ...(site.network.proxyUrl === undefined ? {} : { proxyUrl: site.network.proxyUrl }),
  proxyBypass: bypassedHosts(site),
});
