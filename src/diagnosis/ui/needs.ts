import type { Reach } from '../../kernel/ports';
import type { RunProbes } from '../../planning/network';
import type { RegisterCommand } from '../../vscode/commands';
import type { InventoryStore } from '../../inventory';
import type { ReadOnlyDocuments } from '../../vscode/readOnlyDocument';

/** What the commands of this folder work with. */
export interface DiagnosisNeeds {
  readonly registerCommand: RegisterCommand;
  readonly inventory: InventoryStore;
  readonly reach: Reach;
  readonly documents: ReadOnlyDocuments;
  readonly runProbes: RunProbes;
}
