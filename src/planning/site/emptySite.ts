import type { AgentCloud } from '../../kernel/knowledge/clouds';

/** For example, from a gateway in the sidebar. */
export interface Known {
  /** Omitted for the public cloud, the default. */
  readonly cloud?: AgentCloud;
  readonly gatewayId?: string;
  readonly gatewayEndpoint?: string;
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly region?: string;
}

/**
 * A new document, not valid yet: fields without a default are empty, to be seen and filled in. Device code is the only
 * sign-in without a secret that works with and without a desktop.
 */
export const emptySite = (known: Known = {}, kind: 'servers' | 'clusters' = 'servers') => ({
  version: 2,
  targets: kind === 'servers' ? { servers: { os: ['linux', 'windows'] } } : { clusters: [{ name: '' }] },
  gateway: { id: known.gatewayId ?? '', endpoint: known.gatewayEndpoint ?? '' },
  azure: {
    ...(known.cloud === undefined || known.cloud === 'AzureCloud' ? {} : { cloud: known.cloud }),
    tenantId: known.tenantId ?? '',
    subscriptionId: known.subscriptionId ?? '',
    resourceGroup: '',
    region: known.region ?? '',
  },
  network: { proxyUrl: '' },
  ...(kind === 'servers' && { identity: { method: 'deviceCode' } }),
  tags: {},
});
