import { type SeenAssociation, withAssociations } from '../kernel/inventory';
import { resourceKey } from '../kernel/resources';
import type { InventoryStore } from './inventoryStore';

/** Shows what was just seen of some resources. */
export function recordAssociations(store: Pick<InventoryStore, 'alter'>, seen: readonly SeenAssociation[]): void {
  if (seen.length === 0) return;
  store.alter(
    (inventory) =>
      withAssociations(
        inventory,
        seen.map(({ resourceId, association }) => [resourceKey(resourceId), association]),
      ),
    seen.map(({ resourceId }) => resourceId),
  );
}
