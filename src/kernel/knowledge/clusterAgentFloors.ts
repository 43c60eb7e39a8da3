import { type AgentFloor, floorsAboveIn } from './agentFloors';
import rows from './data/clusterAgentFloors.json';

/** Oldest first. */
export const clusterAgentFloors: readonly AgentFloor[] = rows;

/** None for an unknown version. */
export const clusterFloorsAbove = (version: string | undefined, usesGateway: boolean): readonly AgentFloor[] =>
  floorsAboveIn(clusterAgentFloors, version, usesGateway);
