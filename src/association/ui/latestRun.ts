import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtensionContext, Memento } from 'vscode';

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

export const journalFolder = ({ globalStorageUri }: Pick<ExtensionContext, 'globalStorageUri'>): string =>
  join(globalStorageUri.fsPath, 'associations');

/**
 * Remembers the run of the newest journal where that was forgotten: a window that is reloaded in the very moment may
 * lose its state, but not the file.
 */
export async function recallRun(
  context: Pick<ExtensionContext, 'globalState' | 'globalStorageUri'>,
): Promise<LatestRun | undefined> {
  const known = latestRun(context.globalState);
  // There is no such folder before the first run.
  const names = await readdir(journalFolder(context)).catch((): string[] => []);
  // Named by the time at which they began.
  const newest = names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .at(-1);
  if (newest === undefined || newest <= (known?.journal ?? '')) return known;
  const run = { journal: newest, isOpen: true };
  await rememberRun(context.globalState, run);
  return run;
}
