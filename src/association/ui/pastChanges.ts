import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { resourceKey } from '../../kernel/resources';
import { changesOf, readJournal, type ResourceChange } from '../engine';
import { journalFolder } from './latestRun';

/** In bytes: a run of thousands of resources, still read within a second. */
const largest = 20_000_000;

/** Latest first, from the journals that are kept. */
export async function readChanges(
  context: Pick<ExtensionContext, 'globalStorageUri'>,
  resourceId: string,
): Promise<readonly ResourceChange[]> {
  const folder = journalFolder(context);
  const names = await readdir(folder).catch((): string[] => []);
  const journals = names.filter((name) => name.endsWith('.jsonl')).map((name) => join(folder, name));
  const changes = await Promise.all(journals.map((path) => changesIn(path, resourceId)));
  return changes.flat().toSorted((a, b) => b.at.localeCompare(a.at));
}

/** None of a file that another window has just deleted. */
async function changesIn(path: string, resourceId: string): Promise<readonly ResourceChange[]> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0 || size > largest) return [];
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!text.toLowerCase().includes(resourceKey(resourceId))) return [];
  const content = readJournal(text);
  return content.kind === 'run' ? changesOf(content.record, resourceId) : [];
}
