import type { ResourcePageState } from '../../../src/contract/resourcePage';
import type { FakePage } from './fakePage';

/** What a test decides before a resource's page starts. */
export interface PageScenario {
  readonly state: ResourcePageState;
  readonly uiState?: unknown;
}

/** The extension host's part: the real contract over a state that a test makes. */
export interface PageHost extends FakePage {
  push(state: ResourcePageState): void;
}

declare global {
  interface Window {
    resourcePage: PageHost;
  }
}
