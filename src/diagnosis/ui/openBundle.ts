import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { fail, ok } from '../../kernel/result';
import { foreign, say } from '../../kernel/text/boxText';
import {
  type Budget,
  bundleLimits as limits,
  bundleReport,
  type BundleSource,
  FileTail,
  problemText,
  readDirectory,
  readEntry,
  searchBundle,
  type SearchedBundle,
} from '../engine/bundle';
import { withProgress } from '../../vscode/boxes/progress';
import { nameOf } from '../../vscode/files';
import type { DiagnosisDependencies } from './dependencies';
import { archiveNotRead, archiveTooLarge, nothingRead, tooManyFiles } from './errors';
import { knownNetwork } from './knownNetwork';

type Dependencies = Pick<DiagnosisDependencies, 'documents'>;

/** Unpacks and searches in memory; no path of the archive is used as one. Throws `Unsupported`, `Canceled`. */
export async function openArchive(dependencies: Dependencies, name: string, bytes: Uint8Array): Promise<void> {
  if (bytes.length > limits.archiveBytes) throw archiveTooLarge(name);
  const entries = readDirectory(bytes, limits);
  if (!entries.ok) throw archiveNotRead(name, entries.error);
  const budget: Budget = { left: limits.totalBytes };
  const sources = entries.value.map((entry): BundleSource => ({
    path: entry.path,
    read: () => Promise.resolve(readEntry(bytes, entry, budget, limits)),
  }));
  await showBundle(dependencies, name, sources);
}

/** Throws `Unsupported`, `Canceled`. */
export async function openFolder(dependencies: Dependencies, folder: vscode.Uri): Promise<void> {
  const budget: Budget = { left: limits.totalBytes };
  const files = await filesIn(folder, nameOf(folder));
  await showBundle(
    dependencies,
    nameOf(folder),
    files.map(({ path, uri, isLink }) => ({
      path,
      read: () => (isLink ? Promise.resolve(fail('link')) : readFile(uri, budget)),
    })),
  );
}

async function readFile(uri: vscode.Uri, budget: Budget): ReturnType<BundleSource['read']> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > Math.min(limits.fileBytes, budget.left)) return fail('tooLarge');
    const bytes = await vscode.workspace.fs.readFile(uri);
    budget.left -= bytes.length;
    const tail = new FileTail(limits.tailBytes);
    tail.add(bytes);
    return ok(tail);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return fail('unreadable');
    throw error;
  }
}

interface FoundFile {
  readonly path: string;
  readonly uri: vscode.Uri;
  readonly isLink: boolean;
}

/** Without what links lead to. */
async function filesIn(folder: vscode.Uri, name: string): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = [];
  const folders = [{ uri: folder, path: '', depth: 0 }];
  for (let next = folders.shift(); next; next = folders.shift()) {
    for (const [own, type] of await vscode.workspace.fs.readDirectory(next.uri)) {
      const found = { path: `${next.path}${own}`, uri: vscode.Uri.joinPath(next.uri, own) };
      const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
      if ((type & vscode.FileType.Directory) === 0) files.push({ ...found, isLink });
      else if (!isLink && next.depth < limits.depth)
        folders.push({ uri: found.uri, path: `${found.path}/`, depth: next.depth + 1 });
      if (files.length + folders.length > limits.entries) throw tooManyFiles(name);
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function showBundle({ documents }: Dependencies, name: string, sources: readonly BundleSource[]): Promise<void> {
  const { routing, remark } = await knownNetwork();
  const bundle = await withProgress(say`Reading ${foreign('fileName', name)}`, (report, signal) =>
    searchBundle(sources, {
      limits,
      routing,
      before: async (path) => {
        report(say`${foreign('fileName', path)}`);
        await new Promise((resolve) => setImmediate(resolve));
        if (signal.aborted) throw canceled();
      },
    }),
  );
  throwIfUnread(name, bundle);
  await documents.show(say`Arc logs`, bundleReport(name, bundle, [remark]));
}

function throwIfUnread(name: string, { files, unread: [first] }: SearchedBundle): void {
  if (files.length === 0 && first) throw nothingRead(name, first.path, problemText(first.problem));
}
