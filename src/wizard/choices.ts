import type { WizardChoices } from '../contract/wizard';
import { associablesOf, type Inventory } from '../kernel/inventory';
import type { Cloud } from '../kernel/knowledge/clouds';
import { regions } from '../kernel/knowledge/regions';
import { resourceKey } from '../kernel/resources';
import { ownNamesOf } from '../planning/network';
import { scenarios } from '../planning/site';
import type { InventoryStore } from '../inventory/inventoryStore';
import { readDocument } from '../vscode/readDocument';
import { machinesToAssociate } from './machinesToAssociate';

type TenantChoices = Pick<
  WizardChoices,
  'gateways' | 'hasAllGateways' | 'subscriptions' | 'resourceGroups' | 'scopes' | 'machines'
>;
type Store = Pick<InventoryStore, 'inventory' | 'status' | 'problem' | 'isPartial' | 'readAt'>;

/** What the tenant offers for the form's fields, as far as it has been read; machines are those that the text is about. */
export function choicesFrom(
  { inventory, status, problem, isPartial, readAt }: Store,
  cloud: Cloud | undefined,
  text: string,
): WizardChoices {
  const base = {
    regions: regions.map(({ name, display }) => ({ name, display })),
    scenarios: scenarios.map(({ id, title }) => ({ id, title, names: ownNamesOf(id) })),
    cloud: cloud && { display: cloud.display, gateways: cloud.gateways },
  };
  const isLatest = !isPartial && readAt === undefined;
  if (inventory) return { ...base, status: 'ready', ...tenantChoices(inventory, isLatest, text) };
  const none: TenantChoices = {
    gateways: [],
    hasAllGateways: false,
    subscriptions: [],
    resourceGroups: [],
    scopes: [],
    machines: [],
  };
  if (status === 'loading' || status === 'idle') return { ...base, ...none, status: 'loading' };
  const message = `${problem?.message ?? 'No subscription was found.'} Values can still be typed by hand.`;
  return { ...base, ...none, status: 'unavailable', message };
}

function tenantChoices(inventory: Inventory, isLatest: boolean, text: string): TenantChoices {
  const { subscriptions, reading } = inventory;
  const tenants = new Map(subscriptions.map(({ id, tenantId }) => [id.toLowerCase(), tenantId]));
  const groups = new Map(
    associablesOf(inventory).map(({ subscriptionId, resourceGroup }) => [
      `${subscriptionId}/${resourceGroup}`.toLowerCase(),
      { subscriptionId, name: resourceGroup },
    ]),
  );
  const document = readDocument(text);
  return {
    gateways: reading.gateways.items.map(({ id, name, location, state, endpoint, subscriptionId }) => ({
      id,
      name,
      location,
      state,
      endpoint,
      tenantId: tenants.get(subscriptionId.toLowerCase()),
    })),
    hasAllGateways: isLatest && reading.gateways.problem === undefined,
    subscriptions: subscriptions.map((subscription) => ({ ...subscription })),
    resourceGroups: [...groups.values()],
    scopes: scopesOf(inventory),
    machines: document.ok ? machinesToAssociate(inventory, document.value) : [],
  };
}

/** The inventory does not read scopes themselves, but machines and clusters name theirs. */
function scopesOf(inventory: Inventory): WizardChoices['scopes'] {
  const ids = associablesOf(inventory).flatMap(({ privateLinkScopeId }) => privateLinkScopeId ?? []);
  return [...new Map(ids.map((id) => [resourceKey(id), { id, name: id.slice(id.lastIndexOf('/') + 1) }])).values()];
}
