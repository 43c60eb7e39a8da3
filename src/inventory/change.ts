import type { InventoryEvent } from './events';
import { type InventoryState, inventoryOf, problemOf, statusOf } from './state';

/**
 * What listeners show differently: all of it, or what is known of some resources (by `resourceKey`), or, where that list
 * is empty, only how the load stands.
 */
export type InventoryChange =
  { readonly whole: true } | { readonly whole: false; readonly resources: readonly string[] };

/** Undefined where the event changed nothing. */
export function changeOf(
  before: InventoryState,
  after: InventoryState,
  event: InventoryEvent,
): InventoryChange | undefined {
  if (before === after) return undefined;
  switch (event.type) {
    case 'associationsRead':
      return { whole: false, resources: [...event.associations.keys()] };
    case 'resourcesVerified':
      return { whole: false, resources: [...event.outcomes.keys()] };
    case 'machineObserved':
      return { whole: false, resources: [event.key] };
    case 'loadFailed':
      return { whole: true };
    case 'loadStarted':
    case 'cacheRestored':
    case 'partRead':
    case 'allRead':
    case 'noSubscriptionFound':
    case 'associationsLoaded':
    case 'canceled':
    case 'tenantChanged':
    case 'gatewayUpdated':
    case 'gatewayRemoved':
      return isShownAlike(before, after) ? { whole: false, resources: [] } : { whole: true };
  }
}

const isShownAlike = (before: InventoryState, after: InventoryState): boolean =>
  [inventoryOf, problemOf, statusOf].every((select) => select(before) === select(after));
