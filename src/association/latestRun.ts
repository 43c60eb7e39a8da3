import type { Memento } from 'vscode';

const key = 'arcGateway.association.latest';

/** The one run that is remembered across windows and restarts. */
export interface LatestRun {
  /** Name of its journal in the extension's storage. */
  readonly journal: string;
  /** Whether it has not ended, as far as anyone has written down. */
  readonly isOpen: boolean;
}

/** Small enough to be read while the extension starts. */
export const latestRun = (state: Memento): LatestRun | undefined => state.get<LatestRun>(key);

export const rememberRun = (state: Memento, run: LatestRun): Thenable<void> => state.update(key, run);
