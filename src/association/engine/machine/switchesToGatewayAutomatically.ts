import { isAgentVersion, isOlderAgent } from '../../../kernel/knowledge/agentVersion';
import floors from '../../../kernel/knowledge/data/agentFloors.json';

/** From this version on the Arc proxy runs, and the agent turns to the gateway of its association without being told to. */
export const firstWithArcProxy = floors.find(({ code }) => code === 'agent.connectionType')?.before ?? '';

/** An agent of a version that is not known is taken for an old one. */
export const switchesToGatewayAutomatically = (agentVersion: string | undefined): boolean =>
  agentVersion !== undefined && isAgentVersion(agentVersion) && !isOlderAgent(agentVersion, firstWithArcProxy);
