import { type SeenAssociation, withSeen } from '../core';
import type { InventoryStore } from './inventoryStore';

/** Shows what was just seen of some resources. What a cluster says of itself is part of the cluster, so all is drawn anew. */
export function recordAssociations(store: Pick<InventoryStore, 'alter'>, seen: readonly SeenAssociation[]): void {
  if (seen.length === 0) return;
  const isOfClusters = seen.some(({ gatewayEnabled }) => gatewayEnabled !== undefined);
  store.alter(
    (inventory) => withSeen(inventory, seen),
    isOfClusters ? undefined : seen.map(({ resourceId }) => resourceId),
  );
}
