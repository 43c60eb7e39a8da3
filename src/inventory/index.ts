export { openSnapshots } from './cache';
export type { InventoryChange } from './change';
export {
  machinesOfGroup,
  observationOf,
  privateLinkScopesOf,
  problemsOf,
  resourceGroupsOf,
  verificationOf,
} from './selectors';
export { type InventoryActivity, inventoryOf, type InventoryState, problemOf } from './state';
export { type InventoryStore, LazyInventoryStore } from './lazyStore';
export type { RowActivity } from './rowActivities';
export type { SeenAssociation } from './store';
