/** Invented and fixed, so that documents made with the sample tenant stay valid. */
export const tenantId = '8b1f4e62-3c0d-4a57-9f2e-6d5c1a7b9e30';
export const production = '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027';
export const branches = 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8';

export const resourceId = (subscription: string, group: string, type: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;

const gatewayId = (subscription: string, group: string, name: string): string =>
  resourceId(subscription, group, 'Microsoft.HybridCompute/gateways', name);

export const gatewayIds = {
  hub: gatewayId(production, 'rg-arc-hub', 'gw-hub-weu'),
  branches: gatewayId(branches, 'rg-arc-branches', 'gw-branches-ne'),
  plants: gatewayId(branches, 'rg-plants', 'gw-plants-sc'),
} as const;

export type GatewayKey = keyof typeof gatewayIds;

export const azureLocalId = resourceId(
  production,
  'rg-azurelocal-ham',
  'Microsoft.AzureStackHCI/clusters',
  'azl-ham-01',
);
