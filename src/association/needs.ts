import type { ExtensionContext } from 'vscode';
import type { Reach } from '../core';
import type { InventoryStore } from '../host/inventoryStore';
import type { Log } from '../host/log';
import type { ReadOnlyDocuments } from '../host/readOnlyDocument';
import type { Tenant } from '../host/tenant';

/** What the feature is given by the house. */
export interface Needs {
  readonly context: ExtensionContext;
  readonly inventory: InventoryStore;
  readonly tenant: Tenant;
  readonly log: Log;
  readonly reach: Reach;
  readonly documents: ReadOnlyDocuments;
}
