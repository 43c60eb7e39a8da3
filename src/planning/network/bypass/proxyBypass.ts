import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { hostsOfWords } from './agentBypass';
import type { Bypass } from './bypass';
import { bypassFor } from './bypassFor';

/**
 * What the agent of a site's machines is given as `proxy.bypass`. The text is empty where nothing shall be bypassed,
 * and where it would have no effect: with a gateway, and without a proxy. Private endpoints are never behind the proxy.
 */
export const proxyBypass = (site: ServerSite): Bypass =>
  site.network.proxyUrl === undefined || usesGateway(site) ? { text: '', findings: [] } : wished(site);

/** Patterns of the hosts that the wishes of a site keep off the proxy, where a `proxy.bypass` has an effect. */
export const bypassedHosts = (site: ServerSite): readonly string[] => hostsOfWords(wished(site).text);

function wished(site: ServerSite): Bypass {
  const { network, servers } = site;
  const wishes = network.bypass ?? {};
  const isPrivate = connectionOf(site) === 'privateLink';
  const hosts = [...(wishes.hosts ?? []), ...(isPrivate ? ['Arc'] : [])];
  const { agentVersion } = servers;
  return bypassFor({ ...wishes, hosts }, 'agent', agentVersion === undefined ? {} : { agentVersion });
}
