import type { ArcError } from '../../src/kernel/errors';
import type { Association, Inventory } from '../../src/kernel/inventory';
import type { InventoryReading } from '../../src/kernel/ports';
import type { Cluster, Gateway, Machine } from '../../src/kernel/resources';
import { present } from '../../src/kernel/present';
import { resourceKey } from '../../src/kernel/resources';

export const subscriptionId = '11111111-2222-3333-4444-555555555555';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-edge/providers`;
const common = { subscriptionId, resourceGroup: 'rg-edge', location: 'westeurope', tags: {} };

/** Undefined takes a key away that the sample has. */
type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined };
const changed = <T extends object>(sample: T, changes: Changes<T>): T => present({ ...sample, ...changes }) as T;

export const gateway = (name: string, changes: Changes<Gateway> = {}): Gateway =>
  changed<Gateway>(
    {
      ...common,
      kind: 'gateway',
      id: `${group}/Microsoft.HybridCompute/gateways/${name}`,
      name,
      state: 'Succeeded',
      endpoint: `${name}.gw.arc.azure.com`,
    },
    changes,
  );

export const machine = (name: string, changes: Changes<Machine> = {}): Machine =>
  changed<Machine>(
    {
      ...common,
      kind: 'machine',
      id: `${group}/Microsoft.HybridCompute/machines/${name}`,
      name,
      os: 'linux',
      osName: 'Ubuntu 24.04',
      status: 'Connected',
      agentVersion: '1.67',
    },
    changes,
  );

export const cluster = (name: string, changes: Changes<Cluster> = {}): Cluster =>
  changed<Cluster>(
    {
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
    },
    changes,
  );

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
      gateways: present({ items: parts.gateways ?? [], problem: problems.gateways }),
      machines: present({ items: parts.machines ?? [], problem: problems.machines }),
      clusters: present({ items: parts.clusters ?? [], problem: problems.clusters }),
      azureLocal: present({ items: parts.azureLocal ?? [], problem: problems.azureLocal }),
    },
    associations: new Map((parts.associations ?? []).map(([{ id }, to]) => [resourceKey(id), associationFrom(to)])),
  };
}
