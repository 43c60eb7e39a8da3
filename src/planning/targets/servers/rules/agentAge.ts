import type { Finding } from '../../../../kernel/finding';
import { type AgentFloor, floorsAbove } from '../../../../kernel/knowledge/agentFloors';
import { type ServerSite, usesGateway } from '../../../site';
import type { Rule } from '../../../rules';

// On a new server, the script installs the newest agent.
const severityOf = ({ severity }: AgentFloor, { servers }: ServerSite): Finding['severity'] => {
  if (severity === 'error') return servers.state === 'connected' ? 'error' : 'warning';
  return severity === 'info' ? 'info' : 'warning';
};

export const agentAge: Rule<ServerSite> = (site) =>
  floorsAbove('machine', site.servers.agentVersion, usesGateway(site)).map((floor) => ({
    code: floor.code,
    severity: severityOf(floor, site),
    path: 'targets.servers.agentVersion',
    message: floor.reason,
    fix: floor.fix,
    source: `${floor.source} (${floor.asOf})`,
  }));
