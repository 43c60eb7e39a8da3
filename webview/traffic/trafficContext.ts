import { type Client } from '../../src/contract/protocol';
import { type trafficContract } from '../../src/contract/traffic';
import { type UiState } from './uiState';

export interface TrafficContext {
  readonly client: Client<typeof trafficContract>;
  readonly ui: () => UiState;
  /** Stores where the person is over a reload, and renders. */
  readonly keep: (change: UiState) => void;
  /** Runs an action and shows the message that it resolves to. */
  readonly act: (work: () => Promise<string>) => void;
  /** Renders, for an answer has come. */
  readonly redraw: () => void;
}
