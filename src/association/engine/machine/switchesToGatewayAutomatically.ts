import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { isAgentVersion, isOlderAgent } from '../../../kernel/knowledge/agentVersion';

/** From this version on the Arc proxy runs, and the agent turns to the gateway of its association without being told to. */
export const firstWithArcProxy = featureSince('automaticGateway').since;

/** An agent of a version that is not known is taken for an old one. */
export const switchesToGatewayAutomatically = (agentVersion: string | undefined): boolean =>
  agentVersion !== undefined && isAgentVersion(agentVersion) && !isOlderAgent(agentVersion, firstWithArcProxy);
