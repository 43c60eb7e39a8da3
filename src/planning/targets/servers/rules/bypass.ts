import * as l10n from '@vscode/l10n';
import { featureSince, lacksFeature, recommendedAgent } from '../../../../kernel/knowledge/agentFeature';
import { proxyBypass } from '../../../network/bypass';
import { type Rule, rulesFor } from '../../../rules';
import { type GatewayServerSite, type ServerSite, usesGateway } from '../../../site';

const { source } = featureSince('gatewayBypass');
const { since: reliableSince } = featureSince('reliableGatewayBypass');

const unreliable = rulesFor<ServerSite, GatewayServerSite>(usesGateway, [
  {
    code: 'gatewayBypass.unreliable',
    severity: 'warning',
    path: 'network.gatewayBypass',
    applies: ({ network, servers: { agentVersion } }) =>
      network.gatewayBypass !== undefined &&
      !lacksFeature(agentVersion, 'gatewayBypass') &&
      lacksFeature(agentVersion, 'reliableGatewayBypass'),
    message: l10n.t`Agents before ${reliableSince} don’t always follow the gateway’s bypass list.`,
    fix: l10n.t`Upgrade the agents to ${recommendedAgent} or newer.`,
    source,
  },
]);

/** Entries that the agent’s `proxy.bypass` can’t express exactly. They may be meant for other programs, so none is an error. */
const agentBypass: Rule<ServerSite> = (site) =>
  proxyBypass(site).findings.map((finding) => ({
    ...finding,
    severity: finding.severity === 'error' ? 'warning' : finding.severity,
    path: `network.${finding.path}`,
  }));

export const bypassRules: readonly Rule<ServerSite>[] = [...unreliable, agentBypass];
