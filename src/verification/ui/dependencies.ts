import type * as vscode from 'vscode';
import type { ClusterAccess } from '../../kernel/kubectl';
import type { RemoteAccess } from '../../kernel/ports';
import type { InventoryStore } from '../../inventory';
import type { AzureSession } from '../../session/azureSession';
import type { TestController } from '../../vscode/boxes/tests';
import type { ReadOnlyDocuments } from '../../vscode/readOnlyDocument';

export interface VerificationDependencies {
  readonly inventory: InventoryStore;
  readonly remoteAccess: RemoteAccess;
  readonly clusterAccess: ClusterAccess;
  readonly tenant: AzureSession;
  readonly documents: ReadOnlyDocuments;
  /** For results, summaries and the journal of fixes. */
  readonly storage: vscode.Uri;
  readonly controller: TestController;
}
