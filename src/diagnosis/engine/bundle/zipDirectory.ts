import { fail, ok, type Result } from '../../../kernel/result';
import type { BundleLimits } from './limits';

export interface ZipEntry {
  /** As the archive has it; never used as a path. */
  readonly path: string;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  /** As claimed. */
  readonly bytes: number;
  /** Of its local header. */
  readonly offset: number;
}

export type ArchiveProblem = 'noArchive' | 'damagedArchive' | 'tooManyEntries' | 'largeFormat';

const signatures = { end: 0x06054b50, entry: 0x02014b50 } as const;
const sizes = { end: 22, entry: 46, longestComment: 0xffff } as const;

/** The entries of a ZIP archive without its folders. Source: PKWARE APPNOTE 6.3, sections 4.3 and 4.4. */
export function readDirectory(
  bytes: Uint8Array,
  { entries: most }: BundleLimits,
): Result<readonly ZipEntry[], ArchiveProblem> {
  const view = viewOf(bytes);
  const end = findEnd(view);
  if (end === undefined) return fail('noArchive');
  const count = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (count === 0xffff || offset === 0xffffffff) return fail('largeFormat');
  if (count > most) return fail('tooManyEntries');
  // What stands before an archive shifts all its offsets.
  const shift = end - length - offset;
  if (view.getUint16(end + 4, true) !== 0 || shift < 0) return fail('damagedArchive');
  return readEntries(view, { count, at: end - length, end, shift });
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - sizes.end - sizes.longestComment);
  for (let at = view.byteLength - sizes.end; at >= first; at--)
    if (view.getUint32(at, true) === signatures.end) return at;
  return undefined;
}

interface DirectoryPlace {
  readonly count: number;
  readonly at: number;
  readonly end: number;
  readonly shift: number;
}

function readEntries(
  view: DataView,
  { count, at: first, end, shift }: DirectoryPlace,
): Result<readonly ZipEntry[], ArchiveProblem> {
  const entries: ZipEntry[] = [];
  let at = first;
  for (let index = 0; index < count; index++) {
    if (at + sizes.entry > end || view.getUint32(at, true) !== signatures.entry) return fail('damagedArchive');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + sizes.entry + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return fail('damagedArchive');
    const path = textAt(view, at + sizes.entry, nameLength);
    if (!/[/\\]$/.test(path)) entries.push(entryAt(view, at, path, shift));
    at = next;
  }
  return ok(entries);
}

const linkMode = 0o120000;
const fileTypes = 0o170000;

const entryAt = (view: DataView, at: number, path: string, shift: number): ZipEntry => ({
  path,
  isEncrypted: (view.getUint16(at + 8, true) & 0x2041) !== 0,
  isLink: ((view.getUint32(at + 38, true) >>> 16) & fileTypes) === linkMode,
  method: view.getUint16(at + 10, true),
  checksum: view.getUint32(at + 16, true),
  packedBytes: view.getUint32(at + 20, true),
  bytes: view.getUint32(at + 24, true),
  offset: view.getUint32(at + 42, true) + shift,
});

const textAt = (view: DataView, at: number, length: number): string =>
  new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
