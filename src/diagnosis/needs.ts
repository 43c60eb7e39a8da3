import type { Reach, RunProbes } from '../core';
import type { RegisterCommand } from '../host/commands';
import type { InventoryStore } from '../host/inventoryStore';
import type { ReadOnlyDocuments } from '../host/readOnlyDocument';

/** What the commands of this folder work with. */
export interface DiagnosisNeeds {
  readonly registerCommand: RegisterCommand;
  readonly inventory: InventoryStore;
  readonly reach: Reach;
  readonly documents: ReadOnlyDocuments;
  readonly runProbes: RunProbes;
}
