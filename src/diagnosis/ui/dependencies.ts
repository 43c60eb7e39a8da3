import type { Disposable } from 'vscode';
import type { ClusterAccess } from '../../kernel/kubectl';
import type { RemoteAccess } from '../../kernel/ports';
import type { RunProbes } from '../../planning/network/probes';
import type { RegisterCommand } from '../../vscode/commands';
import type { InventoryStore } from '../../inventory';
import type { ReadOnlyDocuments } from '../../vscode/readOnlyDocument';

export interface DiagnosisDependencies {
  readonly registerCommand: RegisterCommand;
  readonly inventory: InventoryStore;
  readonly remoteAccess: RemoteAccess;
  readonly documents: ReadOnlyDocuments;
  readonly runProbes: RunProbes;
  readonly clusterAccess: ClusterAccess;
  /** Disposed of with the window. */
  readonly subscriptions: { readonly push: (disposable: Disposable) => unknown };
}
