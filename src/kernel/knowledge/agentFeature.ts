import { isOlderAgent } from './agentVersion';
import rows from './data/agentFeatures.json';

/**
 * What an agent can do from some version on. `automaticGateway`: it switches to its gateway without being told.
 * `installerStoresProxy`: its install script always keeps the proxy it is given.
 */
export type AgentFeature =
  | 'gateway'
  | 'showsGateway'
  | 'automaticGateway'
  | 'gatewayBypass'
  | 'installerStoresProxy'
  | 'reliableGatewayBypass'
  | 'recommended';

/** False for an unknown version. */
export const lacksFeature = (version: string | undefined, feature: AgentFeature): boolean =>
  version !== undefined && isOlderAgent(version, featureSince(feature).since);

/** The first version that has it, `1.64`, and its source. */
export function featureSince(feature: AgentFeature): { readonly since: string; readonly source: string } {
  const { since = '', source = '', asOf = '' } = rows.find(({ id }) => id === feature) ?? {};
  return { since, source: `${source} (${asOf})` };
}

/** The version to upgrade to. */
export const recommendedAgent = featureSince('recommended').since;
