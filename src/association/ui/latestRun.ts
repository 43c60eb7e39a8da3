import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtensionContext, Memento } from 'vscode';
import { isRecord } from '../../kernel/isRecord';

const key = 'arcGateway.association.latest';

export interface LatestRun {
  /** File name in `journalFolder`. */
  readonly journal: string;
  /** False once its end was shown. */
  readonly isOpen: boolean;
  /** Something can be tried again. */
  readonly hasFailures?: boolean;
}

/** Without valibot, because it runs on activation. */
export function latestRun(state: Memento): LatestRun | undefined {
  const stored = state.get<unknown>(key);
  if (!isRecord(stored)) return undefined;
  const { journal, isOpen, hasFailures } = stored;
  if (typeof journal !== 'string' || typeof isOpen !== 'boolean') return undefined;
  return { journal, isOpen, ...(hasFailures === true && { hasFailures }) };
}

export const endedState = ({ hasFailures }: Pick<LatestRun, 'hasFailures'>): 'ended' | 'endedWithFailures' =>
  hasFailures ? 'endedWithFailures' : 'ended';

export const rememberRun = (state: Memento, run: LatestRun): Thenable<void> => state.update(key, run);

export const journalFolder = ({ globalStorageUri }: Pick<ExtensionContext, 'globalStorageUri'>): string =>
  join(globalStorageUri.fsPath, 'associations');

/** A reload may lose the stored state, so this checks for a newer journal. */
export async function recallRun(
  context: Pick<ExtensionContext, 'globalState' | 'globalStorageUri'>,
): Promise<LatestRun | undefined> {
  const known = latestRun(context.globalState);
  const names = await readdir(journalFolder(context)).catch((): string[] => []);
  const newest = names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .at(-1);
  if (newest === undefined || newest <= (known?.journal ?? '')) return known;
  const run = { journal: newest, isOpen: true };
  await rememberRun(context.globalState, run);
  return run;
}
