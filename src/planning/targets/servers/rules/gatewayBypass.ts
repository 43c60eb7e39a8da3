import * as l10n from '@vscode/l10n';
import { featureSince, lacksFeature, recommendedAgent } from '../../../../kernel/knowledge/agentFeature';
import { type Rule, rulesFor } from '../../../rules';
import { type GatewayServerSite, type ServerSite, usesGateway } from '../../../site';

const { since, source } = featureSince('gatewayBypass');

const bypassesGateway = ({ network }: ServerSite): boolean => network.gatewayBypass !== undefined;

export const gatewayBypassRules: readonly Rule<ServerSite>[] = rulesFor<ServerSite, GatewayServerSite>(usesGateway, [
  {
    code: 'gatewayBypass.unsupported',
    severity: 'error',
    path: 'network.gatewayBypass',
    applies: (site) => bypassesGateway(site) && lacksFeature(site.servers.agentVersion, 'gatewayBypass'),
    message: ({ servers }) =>
      l10n.t`Agents before ${since} don’t support the gateway’s bypass list. The oldest agent here is ${servers.agentVersion ?? ''}.`,
    fix: l10n.t`Upgrade the agents to ${recommendedAgent} or newer, or remove the bypass list.`,
    source,
  },
]);
