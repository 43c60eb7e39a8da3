import { isOlderAgent } from './agentVersion';
import rows from './data/agentFeatures.json';

/**
 * `checksPrivateEndpoints` and `checksExtensions`: flags of `azcmagent check`. `automaticGateway`: uses its gateway without configuration. `automaticUpgrade`: by Azure. `installerStoresProxy`: the install script always keeps
 * the given proxy. `automaticUpgradeBehindProxy`: on Linux.
 */
export type AgentFeature =
  | 'checksPrivateEndpoints'
  | 'checksExtensions'
  | 'gateway'
  | 'showsGateway'
  | 'automaticGateway'
  | 'gatewayBypass'
  | 'installerStoresProxy'
  | 'reliableGatewayBypass'
  | 'automaticUpgrade'
  | 'automaticUpgradeBehindProxy'
  | 'needed'
  | 'recommended';

/** False for an unknown version. */
export const lacksFeature = (version: string | undefined, feature: AgentFeature): boolean =>
  version !== undefined && isOlderAgent(version, featureSince(feature).since);

/** `1.64`, with source. */
export function featureSince(feature: AgentFeature): { readonly since: string; readonly source: string } {
  const { since = '', source = '', asOf = '' } = rows.find(({ id }) => id === feature) ?? {};
  return { since, source: `${source} (${asOf})` };
}

export const recommendedAgent = featureSince('recommended').since;
