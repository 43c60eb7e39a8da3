import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { hostsOfKeywords } from './agentBypass';
import type { Bypass } from './bypass';
import { bypassFor } from './bypassFor';

/**
 * The `proxy.bypass` of a site’s agents. Empty without entries and where it has no effect: with a gateway, or without a
 * proxy. Private endpoints always bypass the proxy.
 */
export const proxyBypass = (site: ServerSite): Bypass =>
  site.network.proxyUrl === undefined || usesGateway(site) ? { text: '', findings: [] } : agentBypassOf(site);

/** Patterns of the hosts that a site exempts from the proxy, if `proxy.bypass` has an effect. */
export const bypassedHosts = (site: ServerSite): readonly string[] => hostsOfKeywords(agentBypassOf(site).text);

function agentBypassOf(site: ServerSite): Bypass {
  const { network, servers } = site;
  const entries = network.bypass ?? {};
  const isPrivate = connectionOf(site) === 'privateLink';
  const hosts = [...(entries.hosts ?? []), ...(isPrivate ? ['Arc'] : [])];
  const { agentVersion } = servers;
  return bypassFor({ ...entries, hosts }, 'agent', agentVersion === undefined ? {} : { agentVersion });
}
