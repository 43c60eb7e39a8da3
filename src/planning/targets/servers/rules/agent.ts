import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../../kernel/finding';
import { featureSince, lacksFeature, recommendedAgent } from '../../../../kernel/knowledge/agentFeature';
import { type AgentFloor, floorsAbove } from '../../../../kernel/knowledge/agentFloors';
import { supportEndOf, supportMonths, supportSource } from '../../../../kernel/knowledge/agentSupport';
import { type ServerSite, usesGateway } from '../../../site';
import { type Rule, type RuleRow, rulesOf } from '../../../rules';

// On a new server, the script installs the newest agent.
const severityOf = ({ severity }: AgentFloor, { servers }: ServerSite): Finding['severity'] => {
  if (severity === 'error') return servers.state === 'connected' ? 'error' : 'warning';
  return severity === 'info' ? 'info' : 'warning';
};

const agentAge: Rule<ServerSite> = (site) =>
  floorsAbove('machine', site.servers.agentVersion, usesGateway(site)).map((floor) => ({
    code: floor.code,
    severity: severityOf(floor, site),
    path: 'targets.servers.agentVersion',
    message: floor.reason,
    fix: floor.fix,
    source: `${floor.source} (${floor.asOf})`,
  }));

const { since, source } = featureSince('automaticUpgradeBehindProxy');

const supportOf = ({ servers }: ServerSite) => supportEndOf(servers.agentVersion);

const rows: readonly RuleRow<ServerSite>[] = [
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
];

export const agentRules: readonly Rule<ServerSite>[] = [agentAge, ...rulesOf(rows)];
