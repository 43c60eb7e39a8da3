import { isOlderAgent } from './agentVersion';
import machineFloors from './data/agentFloors.json';
import clusterFloors from './data/clusterAgentFloors.json';

export type AgentFloor = (typeof machineFloors)[number];

const tables = { machine: machineFloors, cluster: clusterFloors } as const;

/** The versions that agents have not reached, the oldest first, each with what they lack; nothing is said of an unknown version. */
export const floorsAbove = (
  kind: keyof typeof tables,
  version: string | undefined,
  usesGateway: boolean,
): readonly AgentFloor[] =>
  version === undefined
    ? []
    : tables[kind].filter(
        ({ before, needsGateway }) => isOlderAgent(version, before) && (usesGateway || !needsGateway),
      );
