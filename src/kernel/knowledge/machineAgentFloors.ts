import { type AgentFeature, featureSince } from './agentFeature';
import { type AgentFloor, floorsAboveIn } from './agentFloors';
import rows from './data/agentFloors.json';

/** Oldest first. */
export const machineAgentFloors: readonly AgentFloor[] = rows.map(({ lacks, ...row }) => ({
  ...row,
  before: featureSince(lacks as AgentFeature).since,
}));

/** None for an unknown version. */
export const machineFloorsAbove = (version: string | undefined, usesGateway: boolean): readonly AgentFloor[] =>
  floorsAboveIn(machineAgentFloors, version, usesGateway);
