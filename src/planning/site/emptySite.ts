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

/** What a new document has for a kind of target. */
const parts = {
  servers: { targets: { servers: { os: ['linux', 'windows'] } }, identity: { method: 'deviceCode' } },
  clusters: { targets: { clusters: [{ name: '' }] } },
};

/** Those that a new document can begin with. */
export type FirstTargets = keyof typeof parts;

/**
 * A new document, not valid yet: fields without a default are empty, to be seen and filled in. Device code is the only
 * sign-in without a secret that works with and without a desktop.
 */
export function emptySite(known: Known = {}, first: FirstTargets = 'servers') {
  const { targets, ...others } = parts[first];
  return {
    version: 2,
    targets,
    gateway: { id: known.gatewayId ?? '', endpoint: known.gatewayEndpoint ?? '' },
    azure: {
      ...(known.cloud === undefined || known.cloud === 'AzureCloud' ? {} : { cloud: known.cloud }),
      tenantId: known.tenantId ?? '',
      subscriptionId: known.subscriptionId ?? '',
      resourceGroup: '',
      region: known.region ?? '',
    },
    network: { proxyUrl: '' },
    ...others,
    tags: {},
  };
}
