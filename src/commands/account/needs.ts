import type { ExtensionContext } from 'vscode';
import type { InventoryStore } from '../../host/inventoryStore';
import type { Selection } from '../../host/selection';
import type { Tenant } from '../../host/tenant';

export interface AccountNeeds {
  readonly tenant: Tenant;
  readonly inventory: InventoryStore;
  readonly selection: Selection;
  readonly context: ExtensionContext;
}
