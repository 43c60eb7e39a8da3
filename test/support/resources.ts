import type { ArcError } from '../../src/kernel/errors';
import type { Association, Inventory } from '../../src/kernel/inventory';
import type { InventoryReading } from '../../src/kernel/ports';
import type { Cluster, Gateway, Machine } from '../../src/kernel/resources';
import { resourceKey } from '../../src/kernel/resources';

export const subscriptionId = '11111111-2222-3333-4444-555555555555';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-edge/providers`;
const common = { subscriptionId, resourceGroup: 'rg-edge', location: 'westeurope', tags: {} };

export const gateway = (name: string, more: Partial<Gateway> = {}): Gateway => ({
  ...common,
  kind: 'gateway',
  id: `${group}/Microsoft.HybridCompute/gateways/${name}`,
  name,
  state: 'Succeeded',
  endpoint: `${name}.gw.arc.azure.com`,
  ...more,
});

export const machine = (name: string, more: Partial<Machine> = {}): Machine => ({
  ...common,
  kind: 'machine',
  id: `${group}/Microsoft.HybridCompute/machines/${name}`,
  name,
  os: 'linux',
  osName: 'Ubuntu 24.04',
  status: 'Connected',
  agentVersion: '1.67',
  ...more,
});

export const cluster = (name: string, more: Partial<Cluster> = {}): Cluster => ({
  ...common,
  kind: 'cluster',
  id: `${group}/Microsoft.Kubernetes/connectedClusters/${name}`,
  name,
  connectivity: 'Connected',
  agentVersion: '1.36.1',
  distribution: 'k3s',
  gatewayEnabled: false,
  isProvisioned: false,
  usesPrivateLink: false,
  ...more,
});

export interface Parts {
  readonly gateways?: readonly Gateway[];
  readonly machines?: readonly Machine[];
  readonly clusters?: readonly Cluster[];
  readonly azureLocal?: InventoryReading['azureLocal']['items'];
  /** Resource to gateway; null for a resource that is known to have none. */
  readonly associations?: readonly (readonly [{ readonly id: string }, { readonly id: string } | null | ArcError])[];
  readonly problems?: Partial<Record<keyof InventoryReading, ArcError>>;
}

const associationFrom = (to: { readonly id: string } | null | ArcError): Association => {
  if (to === null) return { status: 'read' };
  return 'failure' in to ? { status: 'failed', error: to } : { status: 'read', gatewayId: to.id };
};

export function inventory({ problems = {}, ...parts }: Parts): Inventory {
  return {
    subscriptions: [{ id: subscriptionId, name: 'Edge', tenantId: '99999999-8888-7777-6666-555555555555' }],
    reading: {
      gateways: { items: parts.gateways ?? [], problem: problems.gateways },
      machines: { items: parts.machines ?? [], problem: problems.machines },
      clusters: { items: parts.clusters ?? [], problem: problems.clusters },
      azureLocal: { items: parts.azureLocal ?? [], problem: problems.azureLocal },
    },
    associations: new Map((parts.associations ?? []).map(([{ id }, to]) => [resourceKey(id), associationFrom(to)])),
  };
}
