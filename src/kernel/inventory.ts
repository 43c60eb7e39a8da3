import type { CheckId } from './checkIds';
import type { ArcError } from './errors';
import type { InventoryReading } from './ports';

import { type Associable, type Cluster, type Gateway, resourceKey, sameResource, type Subscription } from './resources';

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

/** A tenant as it was last seen. Immutable; what is known of single resources is keyed by `resourceKey`. */
export interface Inventory {
  readonly subscriptions: readonly Subscription[];
  readonly reading: InventoryReading;
  readonly associations: ReadonlyMap<string, Association>;
  /** Absent where nothing was observed. */
  readonly observations?: ReadonlyMap<string, Observation>;
  /** Absent where nothing was verified. */
  readonly verifications?: ReadonlyMap<string, LastVerification>;
}

const unread: Association = { status: 'unread' };

export const associationOf = (inventory: Inventory, resource: Pick<Associable, 'id'>): Association =>
  inventory.associations.get(resourceKey(resource.id)) ?? unread;

/** Whether Azure offers no way to read it, which no role and no later reading changes. */
export const isNotOffered = (association: Association): boolean =>
  association.status === 'failed' && association.error.code === 'Unsupported';

/** What a cluster says of itself; where ARM was asked with the association, what Resource Graph remembers is of no account. */
export function gatewayEnabledOf(cluster: Cluster, association: Association): boolean | undefined {
  const asked = association.status === 'read' ? association.gatewayEnabled : undefined;
  return asked === undefined ? cluster.gatewayEnabled : (asked ?? undefined);
}

export const associablesOf = ({ reading }: Pick<Inventory, 'reading'>): readonly Associable[] => [
  ...reading.machines.items,
  ...reading.clusters.items,
];

export function findGateway({ reading }: Inventory, id: string): Gateway | undefined {
  const key = resourceKey(id);
  return reading.gateways.items.find((gateway) => resourceKey(gateway.id) === key);
}

export const observationOf = ({ observations }: Inventory, resource: Associable): Observation | undefined =>
  observations?.get(resourceKey(resource.id));

export const verificationOf = ({ verifications }: Inventory, resource: Associable): LastVerification | undefined =>
  verifications?.get(resourceKey(resource.id));

/** The inventory with what was read of some associations; the keys are of `resourceKey`. */
export const withAssociations = (inventory: Inventory, read: Iterable<readonly [string, Association]>): Inventory => ({
  ...inventory,
  associations: new Map([...inventory.associations, ...read]),
});

/** What was read anew, with the associations that were known: they stay so until they are read again. */
export function withKnownAssociations(
  read: Pick<Inventory, 'subscriptions' | 'reading'>,
  before: Inventory | undefined,
): Inventory {
  const known = associablesOf(read).flatMap(({ id }): (readonly [string, Association])[] => {
    const key = resourceKey(id);
    const association = before?.associations.get(key);
    return association ? [[key, association]] : [];
  });
  return { ...read, associations: new Map(known) };
}

/** What was just seen of one resource. */
export interface SeenAssociation {
  readonly resourceId: string;
  readonly association: Association;
}

/** The inventory with a gateway as it was just read, in place of what was known of it. */
export function withGateway(inventory: Inventory, gateway: Gateway): Inventory {
  const items = inventory.reading.gateways.items;
  const isKnown = findGateway(inventory, gateway.id) !== undefined;
  const replaced = items.map((each) => (sameResource(each.id, gateway.id) ? gateway : each));
  return withGateways(inventory, isKnown ? replaced : [...items, gateway]);
}

export const withoutGateway = (inventory: Inventory, id: string): Inventory =>
  withGateways(
    inventory,
    inventory.reading.gateways.items.filter((each) => !sameResource(each.id, id)),
  );

const withGateways = (inventory: Inventory, items: readonly Gateway[]): Inventory => ({
  ...inventory,
  reading: { ...inventory.reading, gateways: { ...inventory.reading.gateways, items } },
});

/** The first thing that kept a part of the tenant from being read, if anything did. */
export const problemsOf = ({ reading }: Pick<Inventory, 'reading'>): readonly ArcError[] =>
  [reading.gateways, reading.machines, reading.clusters, reading.azureLocal].flatMap(({ problem }) => problem ?? []);

export const isEmpty = ({ reading }: Pick<Inventory, 'reading'>): boolean =>
  [reading.gateways, reading.machines, reading.clusters, reading.azureLocal].every(({ items }) => items.length === 0);

/** What the last look at a resource came to, in short. */
export interface LastVerification {
  /** ISO 8601, with its offset. */
  readonly at: string;
  /** How many checks passed. */
  readonly passed: number;
  readonly failed: readonly CheckId[];
  /** Checks of which nobody knows. */
  readonly unknown: readonly CheckId[];
  /** `resourceKey` of the gateway it was associated with then, `none` without one; absent when nobody knew. */
  readonly associatedWith?: string;
}
