import type { InventoryEvent } from './events';
import { type InventoryState, inventoryOf, problemOf, statusOf } from './state';

/** `resourceKey`s; empty if only the load state has changed. */
export type InventoryChange =
  { readonly whole: true } | { readonly whole: false; readonly resources: readonly string[] };

/** Undefined if unchanged. */
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
