import type { ExtensionContext } from 'vscode';
import type { RemoteAccess } from '../../kernel/ports';
import type { InventoryStore } from '../../inventory';
import type { Log } from '../../vscode/log';
import type { ReadOnlyDocuments } from '../../vscode/readOnlyDocument';
import type { AzureSession } from '../../session/azureSession';

export interface AssociationDependencies {
  readonly context: ExtensionContext;
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly log: Log;
  readonly remoteAccess: RemoteAccess;
  readonly documents: ReadOnlyDocuments;
}
