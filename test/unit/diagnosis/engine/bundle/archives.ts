import { strToU8, zipSync } from 'fflate';
import { bundleLimits, type BundleLimits } from '../../../../../src/diagnosis/engine/bundle/limits';
import { type Budget, readEntry } from '../../../../../src/diagnosis/engine/bundle/readEntry';
import {
  type BundleSource,
  searchBundle,
  type SearchedBundle,
} from '../../../../../src/diagnosis/engine/bundle/searchBundle';
import { readDirectory } from '../../../../../src/diagnosis/engine/bundle/zipDirectory';

export type ArchiveFiles = Readonly<Record<string, string | Uint8Array>>;

export const archiveOf = (files: ArchiveFiles): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );

/** What the product makes of an archive, or the problem of the whole. */
export async function search(
  archive: Uint8Array,
  limits: BundleLimits = bundleLimits,
): Promise<SearchedBundle | string> {
  const entries = readDirectory(archive, limits);
  if (!entries.ok) return entries.error;
  const budget: Budget = { left: limits.totalBytes };
  const sources = entries.value.map((entry): BundleSource => ({
    path: entry.path,
    read: () => Promise.resolve(readEntry(archive, entry, budget, limits)),
  }));
  return searchBundle(sources, { limits, routing: undefined, before: () => Promise.resolve() });
}

/** In short: the problems by file, what was not read and why, what is not known. */
export async function outcome(archive: Uint8Array, limits?: BundleLimits): Promise<unknown> {
  const bundle = await search(archive, limits);
  if (typeof bundle === 'string') return bundle;
  return {
    found: bundle.files.map(({ path, diagnoses }) => `${path}: ${diagnoses.map(({ id }) => id).join()}`),
    unread: bundle.unread.map(({ path, problem }) => `${path}: ${problem}`),
    unknown: bundle.unknown,
  };
}

/** Changes one entry of the directory and its local header; `name` is unique in the archive. */
export function patched(
  archive: Uint8Array,
  name: string,
  change: (view: DataView, at: number, kind: 'local' | 'entry') => void,
): Uint8Array {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at++) {
    const signature = view.getUint32(at, true);
    const kind = signature === 0x04034b50 ? 'local' : signature === 0x02014b50 ? 'entry' : undefined;
    if (kind === undefined) continue;
    const start = at + (kind === 'local' ? 30 : 46);
    const length = view.getUint16(at + (kind === 'local' ? 26 : 28), true);
    if (new TextDecoder().decode(copy.subarray(start, start + length)) === name) change(view, at, kind);
  }
  return copy;
}
