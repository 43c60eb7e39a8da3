import { inEnglish, translated } from '../text/phrases';
import { type AgentFeature, featureSince, recommendedAgent } from './agentFeature';
import { isOlderAgent } from './agentVersion';
import machineFloors from './data/agentFloors.json';
import clusterFloors from './data/clusterAgentFloors.json';

/** What agents below a version lack. */
export interface AgentFloor {
  readonly code: string;
  readonly before: string;
  readonly severity: string;
  readonly needsGateway: boolean;
  readonly reason: string;
  readonly fix: string;
  readonly source: string;
  readonly asOf: string;
}

const tables: Readonly<Record<'machine' | 'cluster', readonly AgentFloor[]>> = {
  machine: machineFloors.map(({ lacks, ...row }) => ({ ...row, before: featureSince(lacks as AgentFeature).since })),
  cluster: clusterFloors,
};

/** Oldest first; none for an unknown version. */
export const floorsAbove = (
  kind: keyof typeof tables,
  version: string | undefined,
  usesGateway: boolean,
): readonly AgentFloor[] =>
  version === undefined
    ? []
    : tables[kind]
        .filter(({ before, needsGateway }) => isOlderAgent(version, before) && (usesGateway || !needsGateway))
        .map(inDisplayLanguage);

/** By code, for files for machines. */
export function englishFloorReason(code: string): string | undefined {
  const floor = [...tables.machine, ...tables.cluster].find((each) => each.code === code);
  return floor && inEnglish(floor.reason, versionsOf(floor));
}

const versionsOf = ({ before }: AgentFloor) => ({ before, recommended: recommendedAgent });

const inDisplayLanguage = (floor: AgentFloor): AgentFloor => {
  const versions = versionsOf(floor);
  return { ...floor, reason: translated(floor.reason, versions), fix: translated(floor.fix, versions) };
};
