import { safeParse } from 'valibot';
import type { FailureCode } from '../../kernel/errors';
import { parseJson } from '../../kernel/json';
import type { AssociationState } from './goal';
import { journalEntry, newerRun } from './journalEntry';
import type { AssociationPlan } from './planAssociation';
import type { AssociationStep } from './steps';

/** What became of one resource. `changed`: somebody else changed it since the plan, so it was left as it is. */
export type ItemStatus = 'done' | 'already' | 'changed' | 'failed';

export interface ItemResult {
  readonly status: ItemStatus;
  readonly code?: FailureCode;
  readonly reason?: string;
  /** As read from Azure at the end; absent when that could not be read. */
  readonly after?: AssociationState;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** From the first look to the last. */
  readonly milliseconds: number;
  /** Who was signed in, where that is another one than when the run began. */
  readonly account?: string;
}

/** The frame of an audit trail: who did what where. */
export interface RunHead {
  readonly plan: AssociationPlan;
  /** The account as people know it, where it is known. */
  readonly account?: string;
  /** Name of the cloud, or `sample`: a run goes on only where it began. */
  readonly environment: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** One line of a journal. An intent is written before its request is sent, a result after it was read back. */
export type JournalEntry =
  | { readonly type: 'run'; readonly version: 1; readonly head: RunHead }
  | { readonly type: 'intent'; readonly item: number; readonly step: AssociationStep['kind']; readonly at: string }
  | { readonly type: 'result'; readonly item: number; readonly result: ItemResult }
  | { readonly type: 'ended'; readonly how: RunEnd; readonly at: string };

export type RunEnd = 'finished' | 'cancelled';

/** A run as far as it has come. Items are known by their place in the plan. */
export interface RunRecord {
  readonly head: RunHead;
  readonly results: ReadonlyMap<number, ItemResult>;
  /** Items of which a write was at least about to be sent. */
  readonly sent: ReadonlySet<number>;
  readonly end?: { readonly how: RunEnd; readonly at: string };
}

/** The plan's items that are to be changed and have no result yet. */
export const openItems = ({ head, results }: Pick<RunRecord, 'head' | 'results'>): readonly number[] =>
  head.plan.items.flatMap(({ verdict }, index) => (verdict === 'change' && !results.has(index) ? [index] : []));

/** What a journal holds: a run, or one of a later version of this product, which alone knows how to go on with it. */
export type JournalContent =
  | { readonly kind: 'run'; readonly record: RunRecord }
  | { readonly kind: 'ofNewerVersion' }
  | { readonly kind: 'none' };

export function readJournal(text: string): JournalContent {
  if (isOfNewerVersion(text)) return { kind: 'ofNewerVersion' };
  const record = replayJournal(text);
  return record ? { kind: 'run', record } : { kind: 'none' };
}

/**
 * Reads a journal back, one JSON value a line. A last line that was cut off by the end of the process is as good as not
 * written, so is whatever is no entry. Undefined when it does not say what was planned, or in a form of another version.
 */
export function replayJournal(text: string): RunRecord | undefined {
  const entries = text.split('\n').flatMap(entryIn);
  const first = entries.find((entry) => entry.type === 'run');
  if (!first) return undefined;
  const results = new Map<number, ItemResult>();
  const sent = new Set<number>();
  let end: RunRecord['end'];
  for (const entry of entries) {
    if (entry.type === 'intent') sent.add(entry.item);
    if (entry.type === 'result') results.set(entry.item, entry.result);
    if (entry.type === 'ended') end = { how: entry.how, at: entry.at };
  }
  return { head: first.head, results, sent, ...(end && { end }) };
}

function entryIn(line: string): readonly JournalEntry[] {
  // Cut off, or the empty line after the last.
  const read = line === '' ? undefined : parseJson(line);
  const entry = read?.ok ? safeParse(journalEntry, read.value) : undefined;
  return entry?.success ? [entry.output] : [];
}

/** Whether a journal was begun by a later version of this product. */
export function isOfNewerVersion(text: string): boolean {
  const end = text.indexOf('\n');
  const read = parseJson(end < 0 ? text : text.slice(0, end));
  return read.ok && safeParse(newerRun, read.value).success;
}
