import type { GatewaySite } from '../../../../src/planning/site/site';

const subscriptionId = '11111111-2222-3333-4444-555555555555';

/** Servers go out directly. */
export const direct: GatewaySite = {
  version: 2,
  targets: { servers: { os: ['linux', 'windows'] } },
  gateway: {
    id: `/subscriptions/${subscriptionId}/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/gateways/gw-branch`,
    endpoint: 'branch.gw.arc.azure.com',
  },
  azure: {
    tenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    subscriptionId,
    resourceGroup: 'rg-servers',
    region: 'westeurope',
  },
  network: {},
  identity: { method: 'deviceCode' },
  tags: {},
};

export const proxied: GatewaySite = { ...direct, network: { proxyUrl: 'http://proxy.contoso.com:8080' } };
