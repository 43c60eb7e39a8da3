import * as l10n from '@vscode/l10n';
import { featureSince, lacksFeature, recommendedAgent } from '../../../../kernel/knowledge/agentFeature';
import { supportEndOf, supportMonths, supportSource } from '../../../../kernel/knowledge/agentSupport';
import { type Rule, rulesOf } from '../../../rules';
import type { ServerSite } from '../../../site';

const { since, source } = featureSince('automaticUpgradeBehindProxy');

const supportOf = ({ servers }: ServerSite) => supportEndOf(servers.agentVersion);

export const agentSupport: readonly Rule<ServerSite>[] = rulesOf<ServerSite>([
  {
    code: 'agent.supportEnds',
    severity: 'info',
    path: 'targets.servers.agentVersion',
    applies: (site) => supportOf(site) !== undefined,
    message: (site) =>
      l10n.t`Microsoft supports an agent for ${supportMonths} months: up to ${supportOf(site)?.version ?? ''}, until ${supportOf(site)?.month ?? ''}.`,
    fix: l10n.t`Upgrade the agents to ${recommendedAgent} or newer.`,
    source: supportSource,
  },
  {
    code: 'agent.upgradeBehindProxy',
    severity: 'info',
    path: 'targets.servers.agentVersion',
    applies: ({ network, servers }) =>
      network.proxyUrl !== undefined &&
      servers.os.includes('linux') &&
      lacksFeature(servers.agentVersion, 'automaticUpgradeBehindProxy'),
    message: l10n.t`On Linux, agents before ${since} can’t upgrade themselves automatically through a proxy.`,
    fix: l10n.t`Upgrade them to ${recommendedAgent} or newer by other means first, then enable automatic upgrade.`,
    source,
  },
]);
