import type { ExtensionContext } from 'vscode';
import type { InventoryStore } from '../../inventory';
import type { Selection } from '../../vscode/selection';
import type { AzureSession } from '../../session/azureSession';

export interface AccountDependencies {
  readonly tenant: AzureSession;
  readonly inventory: InventoryStore;
  readonly selection: Selection;
  readonly context: ExtensionContext;
}
