import type { ExtensionContext } from 'vscode';
import type { InventoryStore } from '../inventory';
import type { RemoteAccess } from '../kernel/ports';
import type { AzureSession } from '../session/azureSession';
import type { Log } from '../vscode/log';

export interface PageDependencies {
  readonly context: ExtensionContext;
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly remoteAccess: RemoteAccess;
  readonly log: Log;
}
