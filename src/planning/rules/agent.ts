import { type AgentFloor, floorsAbove } from '../../kernel/knowledge/agentFloors';
import { type Site, usesGateway } from '../site';
import type { Rule } from './rule';

// A new server gets the newest agent from the script; what its old one lacks then no longer matters.
const severityOf = ({ severity }: AgentFloor, { targets }: Site): 'error' | 'warning' =>
  severity === 'error' && targets.state === 'connected' ? 'error' : 'warning';

/** What an agent of this age lacks, each with its reason. */
export const agentAge: Rule = (site) =>
  floorsAbove('machine', site.targets.agentVersion, usesGateway(site)).map((floor) => ({
    code: floor.code,
    severity: severityOf(floor, site),
    path: 'targets.agentVersion',
    message: floor.reason,
    fix: floor.fix,
    source: `${floor.source} (${floor.asOf})`,
  }));
