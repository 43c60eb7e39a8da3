import { isOlderAgent } from '../network/agentVersion';
import floors from './data/agentFloors.json';

export type AgentFloor = (typeof floors)[number];

/** The versions that an agent has not reached, each with what it lacks; nothing is said of an unknown version. */
export const floorsAbove = (version: string | undefined, usesGateway: boolean): readonly AgentFloor[] =>
  version === undefined
    ? []
    : floors.filter(({ before, needsGateway }) => isOlderAgent(version, before) && (usesGateway || !needsGateway));
