import type { ArcError } from './errors';
import type { InventoryReading } from './ports';
import { type Associable, type Gateway, resourceKey, sameResource, type Subscription } from './resources';

/** What is known of one resource's association. It is read apart from the resource, so it can be late or fail alone. */
export type Association =
  | { readonly status: 'unread' }
  | { readonly status: 'read'; readonly gatewayId?: string }
  | { readonly status: 'failed'; readonly error: ArcError };

/** A tenant as it was last seen. Immutable; associations are keyed by `resourceKey`. */
export interface Inventory {
  readonly subscriptions: readonly Subscription[];
  readonly reading: InventoryReading;
  readonly associations: ReadonlyMap<string, Association>;
}

const unread: Association = { status: 'unread' };

export const associationOf = (inventory: Inventory, resource: Associable): Association =>
  inventory.associations.get(resourceKey(resource.id)) ?? unread;

export const associablesOf = ({ reading }: Inventory): readonly Associable[] => [
  ...reading.machines.items,
  ...reading.clusters.items,
];

export function findGateway({ reading }: Inventory, id: string): Gateway | undefined {
  const key = resourceKey(id);
  return reading.gateways.items.find((gateway) => resourceKey(gateway.id) === key);
}

export function withAssociation(inventory: Inventory, resourceId: string, association: Association): Inventory {
  return {
    ...inventory,
    associations: new Map(inventory.associations).set(resourceKey(resourceId), association),
  };
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
export const problemsOf = ({ reading }: Inventory): readonly ArcError[] =>
  [reading.gateways, reading.machines, reading.clusters, reading.azureLocal].flatMap(({ problem }) => problem ?? []);

export const isEmpty = ({ reading }: Inventory): boolean =>
  [reading.gateways, reading.machines, reading.clusters, reading.azureLocal].every(({ items }) => items.length === 0);
