import { type Client } from '../../src/contract/protocol';
import { type trafficContract } from '../../src/contract/traffic';
import { type UiState } from './uiState';

/** What the parts of the page share. */
export interface TrafficContext {
  readonly client: Client<typeof trafficContract>;
  /** Where the person is; it survives a reload. */
  readonly ui: () => UiState;
  /** Changes it, and renders the page. */
  readonly keep: (change: UiState) => void;
  /** Does what a button asks for, and says what came of it. */
  readonly act: (work: () => Promise<string>) => void;
  /** Renders the page, for an answer has come. */
  readonly redraw: () => void;
}
