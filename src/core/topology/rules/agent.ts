import { isOlderAgent } from '../../network/agentVersion';
import floors from '../data/agentFloors.json';
import { type Topology, usesGateway } from '../topology';
import type { Rule } from './rule';

type Floor = (typeof floors)[number];

const isBelow = (topology: Topology, { before, needsGateway }: Floor): boolean => {
  const { agentVersion } = topology.targets;
  if (agentVersion === undefined || !isOlderAgent(agentVersion, before)) return false;
  return !needsGateway || usesGateway(topology);
};

// A new server gets the newest agent from the script; what its old one lacks then no longer matters.
const severityOf = ({ severity }: Floor, { targets }: Topology): 'error' | 'warning' =>
  severity === 'error' && targets.state === 'connected' ? 'error' : 'warning';

/** What an agent of this age lacks, each with its reason. */
export const agentAge: Rule = (topology) =>
  floors
    .filter((floor) => isBelow(topology, floor))
    .map((floor) => ({
      code: floor.code,
      severity: severityOf(floor, topology),
      path: 'targets.agentVersion',
      message: floor.reason,
      fix: floor.fix,
      source: `${floor.source} (${floor.asOf})`,
    }));
