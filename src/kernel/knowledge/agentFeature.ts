import { isOlderAgent } from './agentVersion';
import rows from './data/agentFeatures.json';

export type AgentFeature = 'gatewayBypass' | 'reliableGatewayBypass';

/** Whether agents of a version lack something; of an unknown version nothing is said to be lacking. */
export function lacksFeature(version: string | undefined, feature: AgentFeature): boolean {
  const row = rows.find(({ id }) => id === feature);
  return version !== undefined && row !== undefined && isOlderAgent(version, row.since);
}

/** The first version that has it, `1.64`, and where that is said. */
export function featureSince(feature: AgentFeature): { readonly since: string; readonly source: string } {
  const { since = '', source = '', asOf = '' } = rows.find(({ id }) => id === feature) ?? {};
  return { since, source: `${source} (${asOf})` };
}
