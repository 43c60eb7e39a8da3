import { type Client } from '../../src/contract/protocol';
import { type trafficContract } from '../../src/contract/traffic';
import { type UiState } from './uiState';

export interface TrafficContext {
  readonly client: Client<typeof trafficContract>;
  readonly ui: () => UiState;
  /** Stores UI state that survives a reload, and renders. */
  readonly keep: (change: UiState) => void;
  /** Runs an action and shows the message it resolves to; an empty one shows nothing. */
  readonly act: (work: () => Promise<string>) => void;
  /** Renders again, for an answer that has arrived. */
  readonly redraw: () => void;
}
