import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { isAgentVersion, isOlderAgent } from '../../../kernel/knowledge/agentVersion';

/** Since this version, Arc proxy always runs and the agent follows its association. */
export const firstWithArcProxy = featureSince('automaticGateway').since;

/** False for an unknown version. */
export const switchesToGatewayAutomatically = (agentVersion: string | undefined): boolean =>
  agentVersion !== undefined && isAgentVersion(agentVersion) && !isOlderAgent(agentVersion, firstWithArcProxy);
