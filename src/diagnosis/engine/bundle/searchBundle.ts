import type { Result } from '../../../kernel/result';
import type { RoutingContext } from '../../../planning/network';
import { diagnose } from '..';
import type { Diagnosis } from '..';
import type { ArcLog } from '..';
import { parseArcLog } from '..';
import { type LogSummaryRow, summarizeLog } from '..';
import type { FileTail } from './fileTail';
import { type FileKind, kindOfFile } from './knownFiles';
import type { BundleLimits } from './limits';
import type { EntryProblem } from './readEntry';

/** A file in an archive or a folder. */
export interface BundleSource {
  readonly path: string;
  readonly read: () => Promise<Result<FileTail, EntryProblem>>;
}

export interface SearchedFile {
  readonly path: string;
  /** Only the end was searched. */
  readonly isCut: boolean;
  readonly diagnoses: readonly Diagnosis[];
  /** Of a log that names hosts. */
  readonly hosts?: { readonly log: ArcLog; readonly rows: readonly LogSummaryRow[] };
}

export interface SearchedBundle {
  readonly files: readonly SearchedFile[];
  readonly unread: readonly { readonly path: string; readonly problem: EntryProblem }[];
  /** Files that are not searched. */
  readonly unknown: readonly string[];
}

interface SearchOptions {
  readonly limits: BundleLimits;
  readonly routing: RoutingContext | undefined;
  /** Before each file that is read: lets others work, or throws. */
  readonly before: (path: string) => Promise<void>;
}

/** Reads and searches all known files, one at a time. */
export async function searchBundle(
  sources: readonly BundleSource[],
  { limits, routing, before }: SearchOptions,
): Promise<SearchedBundle> {
  const files: SearchedFile[] = [];
  const unread: { path: string; problem: EntryProblem }[] = [];
  const unknown: string[] = [];
  let left = limits.searchedBytes;
  for (const { path, read } of sources) {
    const kind = kindOfFile(path);
    if (kind === undefined) {
      unknown.push(path);
      continue;
    }
    await before(path);
    const tail = left > 0 ? await read() : ({ ok: false, error: 'enough' } as const);
    if (!tail.ok) {
      unread.push({ path, problem: tail.error });
      continue;
    }
    const text = tail.value.text();
    left -= text.length;
    files.push({ path, isCut: tail.value.isCut, ...searchFile(text, kind, routing) });
  }
  return { files, unread, unknown };
}

function searchFile(
  text: string,
  kind: FileKind,
  routing: RoutingContext | undefined,
): Pick<SearchedFile, 'diagnoses' | 'hosts'> {
  const diagnoses = diagnose(text);
  if (kind === 'text') return { diagnoses };
  const log = parseArcLog(text);
  const rows = summarizeLog(log, routing);
  return rows.length > 0 ? { diagnoses, hosts: { log, rows } } : { diagnoses };
}
