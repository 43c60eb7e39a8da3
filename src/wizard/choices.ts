import * as l10n from '@vscode/l10n';
import { present } from '../kernel/present';
import type { WizardChoices } from '../contract/wizard';
import type { Cloud } from '../kernel/knowledge/clouds';
import { regions } from '../kernel/knowledge/regions';
import { memoize, memoizeLast } from '../kernel/memo';
import type { InventoryReading } from '../kernel/ports';
import { nameInId, type Subscription } from '../kernel/resources';
import { translated } from '../kernel/text/phrases';
import { ownNamesOf } from '../planning/network';
import { scenarios, upgrade } from '../planning/site';
import { inventoryOf, type InventoryState, privateLinkScopesOf, problemOf, resourceGroupsOf } from '../inventory';
import { readDocument } from '../vscode/readDocument';
import { machinesToAssociate } from './machinesToAssociate';

type TenantChoices = Pick<WizardChoices, 'gateways' | 'subscriptions' | 'resourceGroups' | 'scopes' | 'clusters'>;

const none = {
  gateways: [],
  hasAllGateways: false,
  subscriptions: [],
  resourceGroups: [],
  scopes: [],
  clusters: [],
  machines: [],
};

/** Based on what has loaded. `text`: the document, for its machines. */
export function choicesFrom(state: InventoryState, cloud: Cloud | undefined, text: string): WizardChoices {
  const base = {
    regions: regions.map(({ name, display }) => ({ name, display })),
    scenarios: scenarios.map(({ id, title }) => ({ id, title: translated(title), names: ownNamesOf(id) })),
    cloud: cloud && { display: cloud.display, gateways: cloud.gateways },
  };
  const inventory = inventoryOf(state);
  if (inventory) {
    const document = readDocument(text);
    return {
      ...base,
      ...choicesIn(inventory.reading)(inventory.subscriptions),
      status: 'ready',
      hasAllGateways: state.kind === 'ready' && inventory.reading.gateways.problem === undefined,
      machines: document.ok ? machinesToAssociate(inventory, upgrade(document.value)) : [],
    };
  }
  if (state.kind !== 'failed') return { ...base, ...none, status: 'loading' };
  const reason = state.reason === 'canceled' ? l10n.t('Loading was canceled.') : l10n.t('No subscription was found.');
  const message = `${problemOf(state)?.message ?? reason} ${l10n.t('Values can still be typed by hand.')}`;
  return { ...base, ...none, status: 'unavailable', message };
}

/** Computed once per load, because text and associations change often. */
const choicesIn = memoize((reading: InventoryReading) =>
  memoizeLast((subscriptions: readonly Subscription[]): TenantChoices => {
    const tenants = new Map(subscriptions.map(({ id, tenantId }) => [id.toLowerCase(), tenantId]));
    return {
      gateways: reading.gateways.items.map(({ id, name, location, state, endpoint, subscriptionId }) =>
        present({ id, name, location, state, endpoint, tenantId: tenants.get(subscriptionId.toLowerCase()) }),
      ),
      subscriptions,
      resourceGroups: resourceGroupsOf({ reading }),
      clusters: reading.clusters.items.map(({ id, name, subscriptionId, resourceGroup, location, ...cluster }) =>
        present({
          id,
          name,
          subscriptionId,
          resourceGroup,
          region: location,
          distribution: cluster.distribution,
          agentVersion: cluster.agentVersion,
        }),
      ),
      scopes: privateLinkScopesOf({ reading }).map((id) => ({ id, name: nameInId(id) })),
    };
  }),
);
