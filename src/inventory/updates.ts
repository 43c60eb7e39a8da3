import { type Association, findGateway, type Inventory } from '../kernel/inventory';
import { memoize } from '../kernel/memo';
import { associablesOf } from '../kernel/inventory';
import { type Gateway, resourceKey, sameResource, type Subscription } from '../kernel/resources';
import type { TenantReading } from './events';
import { problemsOf } from './selectors';

/** Keeps known associations until reread, or until a complete load omits their resource. */
export function withKnownAssociations(
  read: TenantReading,
  known: ReadonlyMap<string, Association>,
  { isWhole }: { readonly isWhole: boolean },
): Inventory {
  if (known.size === 0 || !isWhole || problemsOf(read).length > 0) return { ...read, associations: known };
  const listed = associablesOf(read).flatMap(({ id }): (readonly [string, Association])[] => {
    const key = resourceKey(id);
    const association = known.get(key);
    return association ? [[key, association]] : [];
  });
  return { ...read, associations: new Map(listed) };
}

/** By `resourceKey`; ignores other subscriptions. */
export function mergeAssociations(inventory: Inventory, read: ReadonlyMap<string, Association>): Inventory {
  const own = [...read].filter(([key]) => includesSubscription(inventory, key.split('/', 3)[2] ?? ''));
  if (own.length === 0) return inventory;
  const associations = new Map(inventory.associations);
  for (const [key, association] of own) associations.set(key, association);
  return { ...inventory, associations };
}

/** Ignores other subscriptions. */
export function updateGateway(inventory: Inventory, gateway: Gateway): Inventory {
  if (!includesSubscription(inventory, gateway.subscriptionId)) return inventory;
  const { items } = inventory.reading.gateways;
  const isKnown = findGateway(inventory, gateway.id) !== undefined;
  const replaced = items.map((each) => (sameResource(each.id, gateway.id) ? gateway : each));
  return withGateways(inventory, isKnown ? replaced : [...items, gateway]);
}

export function removeGateway(inventory: Inventory, id: string): Inventory {
  if (!findGateway(inventory, id)) return inventory;
  const { items } = inventory.reading.gateways;
  return withGateways(
    inventory,
    items.filter((each) => !sameResource(each.id, id)),
  );
}

const withGateways = (inventory: Inventory, items: readonly Gateway[]): Inventory => ({
  ...inventory,
  reading: { ...inventory.reading, gateways: { ...inventory.reading.gateways, items } },
});

const includesSubscription = ({ subscriptions }: Inventory, subscriptionId: string): boolean =>
  idsOf(subscriptions).has(subscriptionId.toLowerCase());

const idsOf = memoize(
  (subscriptions: readonly Subscription[]): ReadonlySet<string> =>
    new Set(subscriptions.map(({ id }) => id.toLowerCase())),
);
