import { type Client } from '../../src/contract/protocol';
import { type resourcePageContract } from '../../src/contract/resourcePage';
import { type UiState } from './uiState';

export interface PageContext {
  readonly client: Client<typeof resourcePageContract>;
  readonly ui: () => UiState;
  /** Stores UI state that survives a reload, and renders. */
  readonly keep: (change: UiState) => void;
  /** Runs an action and shows the message it resolves to; an empty one shows nothing. */
  readonly act: (work: () => Promise<string>) => void;
}
