import type { ExtensionContext } from 'vscode';
import type { InventoryStore } from '../../inventory';
import type { Selection } from '../../vscode/selection';
import type { Tenant } from '../../session/tenant';

export interface AccountNeeds {
  readonly tenant: Tenant;
  readonly inventory: InventoryStore;
  readonly selection: Selection;
  readonly context: ExtensionContext;
}
