import { lastSegment } from '../../kernel/lastSegment';
import { fakeGuid } from '../fakeGuid';
import type { StoredResource } from '../store';
import { gatewayIds, type GatewayKey } from './ids';

const gateway = (
  key: GatewayKey,
  location: string,
  tags: StoredResource['tags'],
  state: { provisioningState: string; gatewayEndpoint?: string },
): StoredResource => ({
  id: gatewayIds[key],
  name: lastSegment(gatewayIds[key]),
  type: 'Microsoft.HybridCompute/gateways',
  location,
  ...(tags && { tags }),
  properties: { gatewayId: fakeGuid(gatewayIds[key]), gatewayType: 'Public', allowedFeatures: ['*'], ...state },
});

/** Endpoints come with or without a scheme, as from Azure. */
export const gateways: readonly StoredResource[] = [
  gateway(
    'hub',
    'westeurope',
    { env: 'production', owner: 'platform-team' },
    {
      provisioningState: 'Succeeded',
      gatewayEndpoint: 'https://7c41e09b.gw.arc.azure.com',
    },
  ),
  gateway(
    'branches',
    'northeurope',
    { env: 'production' },
    {
      provisioningState: 'Succeeded',
      gatewayEndpoint: 'b25f8d36.gw.arc.azure.com',
    },
  ),
  gateway('plants', 'swedencentral', undefined, { provisioningState: 'Creating' }),
];
