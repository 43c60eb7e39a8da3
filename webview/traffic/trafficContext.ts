import { type Client } from '../../src/contract/protocol';
import { type Traffic, type trafficContract, type TrafficState } from '../../src/contract/traffic';
import { type UiState } from './uiState';

/** What the parts of the page share. */
export interface TrafficContext {
  readonly client: Client<typeof trafficContract>;
  /** Where the person is; `keep` changes it, and survives a reload. */
  readonly ui: () => UiState;
  readonly keep: (change: UiState) => void;
  /** Does what a button asks for, and says what came of it. */
  readonly act: (work: () => Promise<string>) => void;
}

/** A part of the page, brought up to date with every state. */
export interface Part {
  readonly element: HTMLElement;
  readonly update: (state: TrafficState, traffic: Traffic) => void;
}
