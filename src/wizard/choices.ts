import type { WizardChoices } from '../contract/wizard';
import { associablesOf, type Inventory, regions } from '../core';
import type { InventoryStore } from '../host/inventoryStore';

/** What the tenant offers for the form's fields, as far as it has been read. */
export function choicesFrom(store: InventoryStore): WizardChoices {
  const known = store.inventory;
  const base = { regions: regions.map(({ name, display }) => ({ name, display })) };
  if (known) return { ...base, status: 'ready', ...tenantChoices(known) };
  const none = { gateways: [], subscriptions: [], resourceGroups: [] };
  if (store.status === 'loading' || store.status === 'idle') return { ...base, ...none, status: 'loading' };
  const message = `${store.problem?.message ?? 'No subscription was found.'} Values can still be typed by hand.`;
  return { ...base, ...none, status: 'unavailable', message };
}

function tenantChoices(inventory: Inventory): Pick<WizardChoices, 'gateways' | 'subscriptions' | 'resourceGroups'> {
  const tenants = new Map(inventory.subscriptions.map(({ id, tenantId }) => [id.toLowerCase(), tenantId]));
  const groups = new Map(
    associablesOf(inventory).map(({ subscriptionId, resourceGroup }) => [
      `${subscriptionId}/${resourceGroup}`.toLowerCase(),
      { subscriptionId, name: resourceGroup },
    ]),
  );
  return {
    gateways: inventory.reading.gateways.items.map(({ id, name, location, state, endpoint, subscriptionId }) => ({
      id,
      name,
      location,
      state,
      endpoint,
      tenantId: tenants.get(subscriptionId.toLowerCase()),
    })),
    subscriptions: inventory.subscriptions.map((subscription) => ({ ...subscription })),
    resourceGroups: [...groups.values()],
  };
}
