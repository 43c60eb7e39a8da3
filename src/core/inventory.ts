import type { ArcError } from './errors';
import type { InventoryReading } from './ports';
import { type Associable, type Gateway, resourceKey, type Subscription } from './resources';

/** What is known of one resource's association. It is read apart from the resource, so it can be late or fail alone. */
export type Association =
  | { readonly status: 'unread' }
  | { readonly status: 'read'; readonly gatewayId?: string }
  | { readonly status: 'failed'; readonly error: ArcError };

/** What was seen on a machine itself, where Azure can only be believed. */
export interface Observation {
  /** The agent’s `connection.type`. */
  readonly connectionType: 'direct' | 'gateway';
  /** ISO 8601, UTC. */
  readonly observedAt: string;
}

/** A tenant as it was last seen. Immutable; associations and observations are keyed by `resourceKey`. */
export interface Inventory {
  readonly subscriptions: readonly Subscription[];
  readonly reading: InventoryReading;
  readonly associations: ReadonlyMap<string, Association>;
  /** Absent where nothing was observed. */
  readonly observations?: ReadonlyMap<string, Observation>;
}

const unread: Association = { status: 'unread' };

export const associationOf = (inventory: Inventory, resource: Associable): Association =>
  inventory.associations.get(resourceKey(resource.id)) ?? unread;

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

/** The first thing that kept a part of the tenant from being read, if anything did. */
export const problemsOf = ({ reading }: Pick<Inventory, 'reading'>): readonly ArcError[] =>
  [reading.gateways, reading.machines, reading.clusters, reading.azureLocal].flatMap(({ problem }) => problem ?? []);

export const isEmpty = ({ reading }: Pick<Inventory, 'reading'>): boolean =>
  [reading.gateways, reading.machines, reading.clusters, reading.azureLocal].every(({ items }) => items.length === 0);
