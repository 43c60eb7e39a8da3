import { isOlderAgent } from '../../../../kernel/knowledge/agentVersion';
import { proxyBypass } from '../../../network';
import { type Rule, rulesFor } from '../../../rules';
import { type GatewayServerSite, type ServerSite, usesGateway } from '../../../site';

const releaseNotes = 'learn.microsoft.com/azure/azure-arc/servers/agent-release-notes (2026-08)';

const bypassesGateway = ({ network }: ServerSite): boolean => network.gatewayBypass !== undefined;

const isBefore = ({ servers: { agentVersion } }: ServerSite, version: string): boolean =>
  agentVersion !== undefined && isOlderAgent(agentVersion, version);

const throughGateway = rulesFor<ServerSite, GatewayServerSite>(usesGateway, [
  {
    code: 'gatewayBypass.unsupported',
    severity: 'error',
    path: 'network.gatewayBypass',
    applies: (site) => bypassesGateway(site) && isBefore(site, '1.64'),
    message: ({ servers }) =>
      `Agents before 1.64 know no bypass list of a gateway; here runs ${servers.agentVersion ?? ''}.`,
    fix: 'Upgrade the agents to 1.66 or newer, or remove the bypass list.',
    source: releaseNotes,
  },
  {
    code: 'gatewayBypass.unreliable',
    severity: 'warning',
    path: 'network.gatewayBypass',
    applies: (site) => bypassesGateway(site) && !isBefore(site, '1.64') && isBefore(site, '1.66'),
    message: 'Agents 1.64 and 1.65 know the gateway’s bypass list, but do not follow it in every case.',
    fix: 'Upgrade the agents to 1.66 or newer.',
    source: releaseNotes,
  },
]);

/**
 * What the agent's `proxy.bypass` cannot say, or says more widely than it was wished. The wishes may be meant for other
 * programs too, so that nothing here is an error of the site.
 */
const agentBypass: Rule<ServerSite> = (site) =>
  proxyBypass(site).findings.map((finding) => ({
    ...finding,
    severity: finding.severity === 'error' ? 'warning' : finding.severity,
    path: `network.${finding.path}`,
  }));

export const bypassRules: readonly Rule<ServerSite>[] = [...throughGateway, agentBypass];
