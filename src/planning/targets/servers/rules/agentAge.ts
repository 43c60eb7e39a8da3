import type { Finding } from '../../../../kernel/finding';
import type { AgentFloor } from '../../../../kernel/knowledge/agentFloors';
import { machineFloorsAbove } from '../../../../kernel/knowledge/machineAgentFloors';
import { type ServerSite, usesGateway } from '../../../site';
import type { Rule } from '../../../rules';

// On a new server, the script installs the newest agent.
const severityOf = ({ severity }: AgentFloor, { servers }: ServerSite): Finding['severity'] => {
  if (severity === 'error') return servers.state === 'connected' ? 'error' : 'warning';
  return severity === 'info' ? 'info' : 'warning';
};

export const agentAge: Rule<ServerSite> = (site) =>
  machineFloorsAbove(site.servers.agentVersion, usesGateway(site)).map((floor) => ({
    code: floor.code,
    severity: severityOf(floor, site),
    path: 'targets.servers.agentVersion',
    message: floor.reason,
    fix: floor.fix,
    source: `${floor.source} (${floor.asOf})`,
  }));
