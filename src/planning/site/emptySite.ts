import type { AgentCloud } from '../../kernel/knowledge/clouds';

/** What is known when a document is begun, for example because it was begun from a gateway in the sidebar. */
export interface Known {
  /** Left out of the document when it is the public one, which is the default. */
  readonly cloud?: AgentCloud;
  readonly gatewayId?: string;
  readonly gatewayEndpoint?: string;
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly region?: string;
}

/**
 * The JSON of a new document. It is not valid yet: every field that has no sensible default is empty, so that it can
 * be seen and filled in. The sign-in is by device code, the one way that needs no secret and works on servers with
 * and without a desktop.
 */
export const emptySite = (known: Known = {}) => ({
  version: 2,
  targets: { servers: { os: ['linux', 'windows'] } },
  gateway: { id: known.gatewayId ?? '', endpoint: known.gatewayEndpoint ?? '' },
  azure: {
    ...(known.cloud === undefined || known.cloud === 'AzureCloud' ? {} : { cloud: known.cloud }),
    tenantId: known.tenantId ?? '',
    subscriptionId: known.subscriptionId ?? '',
    resourceGroup: '',
    region: known.region ?? '',
  },
  network: { proxyUrl: '' },
  identity: { method: 'deviceCode' },
  tags: {},
});
