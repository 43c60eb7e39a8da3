import { bypassEntriesOf, connectionOf, type ServerSite, usesGateway } from '../../site';
import { agentBypass, hostsOfKeywords } from './agentBypass';
import type { Bypass } from './bypass';

/**
 * The agents’ `proxy.bypass`. Empty with a gateway or without a proxy, where it has no effect. Private endpoints always
 * bypass the proxy.
 */
export const proxyBypass = (site: ServerSite): Bypass =>
  site.network.proxyUrl === undefined || usesGateway(site) ? { text: '', findings: [] } : agentBypassOf(site);

/** Host patterns; empty where `proxy.bypass` has no effect. */
export const bypassedHosts = (site: ServerSite): readonly string[] => hostsOfKeywords(agentBypassOf(site).text);

function agentBypassOf(site: ServerSite): Bypass {
  const { network, servers } = site;
  const entries = network.bypass ?? {};
  const isPrivate = connectionOf(site) === 'privateLink';
  const hosts = [...(entries.hosts ?? []), ...(isPrivate ? ['Arc'] : [])];
  const { agentVersion } = servers;
  return agentBypass(bypassEntriesOf({ ...entries, hosts }), agentVersion === undefined ? {} : { agentVersion });
}
