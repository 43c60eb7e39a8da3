import { type AgentFloor, floorsAbove } from '../../../../kernel/knowledge/agentFloors';
import { type ServerSite, usesGateway } from '../../../site';
import type { Rule } from '../../../rules';

// A new server gets the newest agent from the script; what its old one lacks then no longer matters.
const severityOf = ({ severity }: AgentFloor, { servers }: ServerSite): 'error' | 'warning' =>
  severity === 'error' && servers.state === 'connected' ? 'error' : 'warning';

/** What an agent of this age lacks, each with its reason. */
export const agentAge: Rule<ServerSite> = (site) =>
  floorsAbove('machine', site.servers.agentVersion, usesGateway(site)).map((floor) => ({
    code: floor.code,
    severity: severityOf(floor, site),
    path: 'targets.servers.agentVersion',
    message: floor.reason,
    fix: floor.fix,
    source: `${floor.source} (${floor.asOf})`,
  }));
