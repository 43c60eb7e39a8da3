import type { ServerSite } from '../../../../../src/planning/site/site';

const id = '11111111-2222-3333-4444-555555555555';

/** A branch whose servers go through a proxy and a gateway. */
export const branch = {
  version: 2,
  servers: { os: ['linux', 'windows'] },
  gateway: {
    id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`,
    endpoint: 'abc123.gw.arc.azure.com',
  },
  azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'deviceCode' },
  tags: {},
} satisfies ServerSite;
