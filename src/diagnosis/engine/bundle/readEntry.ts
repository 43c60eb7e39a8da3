import { Inflate } from 'fflate';
import { fail, ok, type Result } from '../../../kernel/result';
import { updateChecksum } from './checksum';
import { FileTail } from './fileTail';
import type { BundleLimits } from './limits';
import { viewOf, type ZipEntry } from './zipDirectory';

export type EntryProblem =
  'encrypted' | 'link' | 'unsafePath' | 'unknownMethod' | 'tooLarge' | 'damaged' | 'unreadable' | 'enough';

const localSignature = 0x04034b50;
const localSize = 30;
/** Of packed bytes; each may become a thousand before it is counted. */
const step = 4096;

/** What is left of the work that an archive may cost, in bytes. */
export interface Budget {
  left: number;
}

/** Unpacks an entry in memory, and stops as soon as it is larger than it claims. */
export function readEntry(
  archive: Uint8Array,
  entry: ZipEntry,
  budget: Budget,
  limits: BundleLimits,
): Result<FileTail, EntryProblem> {
  const problem = refusalOf(entry);
  if (problem) return fail(problem);
  const packed = packedBytes(archive, entry);
  if (!packed) return fail('damaged');
  const most = Math.max(limits.freeBytes, limits.ratio * packed.length);
  if (entry.bytes > Math.min(most, limits.fileBytes) || entry.bytes + packed.length > budget.left)
    return fail('tooLarge');
  budget.left -= entry.bytes + packed.length;
  const tail = new FileTail(limits.tailBytes);
  let checksum = 0;
  const isUnpacked = unpack(entry.method, packed, (chunk) => {
    tail.add(chunk);
    checksum = updateChecksum(checksum, chunk);
    return tail.length <= entry.bytes;
  });
  return isUnpacked && tail.length === entry.bytes && checksum === entry.checksum ? ok(tail) : fail('damaged');
}

function refusalOf({ path, isEncrypted, isLink, method }: ZipEntry): EntryProblem | undefined {
  if (isUnsafe(path)) return 'unsafePath';
  if (isEncrypted) return 'encrypted';
  if (isLink) return 'link';
  return method === 0 || method === 8 ? undefined : 'unknownMethod';
}

/** Leads out of the archive: an absolute path, a drive, a parent folder. */
const isUnsafe = (path: string): boolean =>
  /^[/\\]|^[a-z]:/i.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0');

function packedBytes(archive: Uint8Array, { offset, packedBytes: length }: ZipEntry): Uint8Array | undefined {
  if (offset + localSize > archive.length) return undefined;
  const view = viewOf(archive);
  if (view.getUint32(offset, true) !== localSignature) return undefined;
  const start = offset + localSize + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + length <= archive.length ? archive.subarray(start, start + length) : undefined;
}

/** Hands over chunks as long as they are wanted. False for bytes that cannot be unpacked. */
function unpack(method: number, packed: Uint8Array, isWanted: (chunk: Uint8Array) => boolean): boolean {
  if (method === 0) {
    isWanted(packed);
    return true;
  }
  let goesOn = true;
  const inflate = new Inflate((chunk) => {
    goesOn &&= isWanted(chunk);
  });
  try {
    for (let at = 0; at < packed.length && goesOn; at += step)
      inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
    return packed.length > 0;
  } catch {
    // Fflate throws for whatever is no deflate stream; the caller names the file.
    return false;
  }
}
