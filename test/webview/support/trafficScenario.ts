import type { FakePage } from './fakePage';

/** What a test decides before the page of the traffic view starts. */
export interface TrafficScenario {
  /** The site document. */
  readonly text: string;
  readonly uiState?: unknown;
}

/** The extension host's part: the real contract, state and core over a text in memory. */
export interface TrafficHost extends FakePage {
  readonly copied: string[];
  text: string;
  /** The document changes, as in an editor beside the view. */
  change(text: string): void;
}

declare global {
  interface Window {
    traffic: TrafficHost;
  }
}
