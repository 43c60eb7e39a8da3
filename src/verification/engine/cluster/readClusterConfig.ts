import { isRecord } from '../../../kernel/isRecord';
import { lookUp } from '../../../kernel/lookUp';

/**
 * Of the config map `azure-clusterconfig`, which the agents read. Keys: a recording of the Azure CLI’s own tests,
 * 2025-06-05.
 */
export interface ClusterConfig {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly name?: string;
  readonly agentVersion?: string;
  /** Host of the gateway, or of none in particular. */
  readonly gatewayHost?: string;
}

/** Undefined if it isn’t a config map. */
export function readClusterConfig(value: unknown): ClusterConfig | undefined {
  if (!isRecord(value) || !isRecord(value.data)) return undefined;
  const { data } = value;
  const texts = Object.entries(keys).flatMap(([name, key]) => {
    const text = lookUp(data, key);
    return typeof text === 'string' && text.trim() !== '' ? [[name, text.trim()] as const] : [];
  });
  return Object.fromEntries(texts);
}

const keys: Readonly<Record<keyof ClusterConfig, string>> = {
  subscriptionId: 'AZURE_SUBSCRIPTION_ID',
  resourceGroup: 'AZURE_RESOURCE_GROUP',
  name: 'AZURE_RESOURCE_NAME',
  agentVersion: 'AZURE_ARC_AGENT_VERSION',
  gatewayHost: 'ARC_PROXY_GATEWAY',
};
