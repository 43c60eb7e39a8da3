import type { CheckId } from './checkIds';
import type { ArcError } from './errors';
import { isoTime } from './isoTime';
import { memoize } from './memo';
import type { InventoryReading } from './ports';
import {
  type ArcResource,
  type Associable,
  type AzureLocalInstance,
  type Cluster,
  type Gateway,
  type Machine,
  resourceKey,
  type Subscription,
} from './resources';

/** What is known of one resource's association. It is read apart from the resource, so it can be late or fail alone. */
export type Association =
  | { readonly status: 'unread' }
  | {
      readonly status: 'read';
      readonly gatewayId?: string;
      /** Of a cluster, `properties.gateway.enabled` as ARM had it at that moment; null when it said nothing. */
      readonly gatewayEnabled?: boolean | null;
    }
  | { readonly status: 'failed'; readonly error: ArcError };

/** What was seen on a machine itself, where Azure can only be believed. */
export interface Observation {
  /** The agent’s `connection.type`. */
  readonly connectionType: 'direct' | 'gateway';
  /** ISO 8601, UTC. */
  readonly observedAt: string;
}

/** A short result of the last verification of a resource. */
export interface LastVerification {
  /** ISO 8601, with its offset. */
  readonly at: string;
  /** How many checks passed. */
  readonly passed: number;
  readonly failed: readonly CheckId[];
  /** Checks whose outcome is not known. */
  readonly unknown: readonly CheckId[];
  /** `resourceKey` of the gateway it was associated with then, `none` without one; absent when that was not known. */
  readonly associatedWith?: string;
}

/** A tenant as it was last read. Immutable; what is known of single resources is keyed by `resourceKey`. */
export interface Inventory {
  readonly subscriptions: readonly Subscription[];
  readonly reading: InventoryReading;
  readonly associations: ReadonlyMap<string, Association>;
  /** Absent where nothing was observed. */
  readonly observations?: ReadonlyMap<string, Observation>;
  /** Absent where nothing was verified. */
  readonly verifications?: ReadonlyMap<string, LastVerification>;
}

/** Whether one verification is no older than another. */
export const isAtLeastAsRecentAs = (one: LastVerification, other: LastVerification | undefined): boolean =>
  other === undefined || (isoTime(one.at) ?? 0) >= (isoTime(other.at) ?? 0);

type Resources = Pick<Inventory, 'reading'>;

const unread: Association = { status: 'unread' };

export const associationOf = (inventory: Inventory, resource: Pick<Associable, 'id'>): Association =>
  inventory.associations.get(resourceKey(resource.id)) ?? unread;

/** Whether Azure offers no way to read it, which no role and no later reading changes. */
export const isNotOffered = (association: Association): boolean =>
  association.status === 'failed' && association.error.code === 'Unsupported';

/** What a cluster says of itself. Where ARM was asked with the association, its answer replaces Resource Graph's. */
export function gatewayEnabledOf(cluster: Cluster, association: Association): boolean | undefined {
  const asked = association.status === 'read' ? association.gatewayEnabled : undefined;
  return asked === undefined ? cluster.gatewayEnabled : (asked ?? undefined);
}

/** Machines, then clusters. */
export const associablesOf = ({ reading }: Resources): readonly Associable[] => associablesIn(reading);

const associablesIn = /* @__PURE__ */ memoize(({ machines, clusters }: InventoryReading): readonly Associable[] => [
  ...machines.items,
  ...clusters.items,
]);

export const findGateway = ({ reading }: Resources, id: string): Gateway | undefined =>
  gatewaysByKey(reading.gateways.items).get(resourceKey(id));

export function findAssociable({ reading }: Resources, id: string): Associable | undefined {
  const key = resourceKey(id);
  return machinesByKey(reading.machines.items).get(key) ?? clustersByKey(reading.clusters.items).get(key);
}

export const findResource = (inventory: Resources, id: string): ArcResource | undefined =>
  findGateway(inventory, id) ??
  findAssociable(inventory, id) ??
  instancesByKey(inventory.reading.azureLocal.items).get(resourceKey(id));

/** Each list is indexed at its first use, and again only when the list itself is another. */
const byKey = <T extends ArcResource>() =>
  memoize((items: readonly T[]): ReadonlyMap<string, T> => {
    const found = new Map<string, T>();
    for (const item of items) {
      const key = resourceKey(item.id);
      if (!found.has(key)) found.set(key, item);
    }
    return found;
  });

const gatewaysByKey = /* @__PURE__ */ byKey<Gateway>();
const machinesByKey = /* @__PURE__ */ byKey<Machine>();
const clustersByKey = /* @__PURE__ */ byKey<Cluster>();
const instancesByKey = /* @__PURE__ */ byKey<AzureLocalInstance>();
