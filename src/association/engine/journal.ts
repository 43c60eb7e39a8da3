import { safeParse } from 'valibot';
import type { FailureCode } from '../../kernel/errors';
import { parseJson } from '../../kernel/json';
import type { FailureData } from '../../kernel/text/failureText';
import type { AssociationState } from './goal';
import { journalEntry, newerRun } from './journalEntry';
import type { AssociationPlan } from './planAssociation';
import type { AssociationStep } from './steps';

/** `changed`: skipped, because someone else changed it after the plan. */
export type ItemStatus = 'done' | 'already' | 'changed' | 'failed';

export interface ItemResult {
  readonly status: ItemStatus;
  readonly code?: FailureCode;
  /** What `code` is about. */
  readonly failure?: FailureData;
  /** In `language`. */
  readonly reason?: string;
  /** BCP 47; absent: English. */
  readonly language?: string;
  /** Azure's state at the end; absent if unreadable. */
  readonly after?: AssociationState;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly milliseconds: number;
  /** Set if a different account was signed in than at the start. */
  readonly account?: string;
}

export interface RunHead {
  readonly plan: AssociationPlan;
  /** Display name, if known. */
  readonly account?: string;
  /** Cloud name or `sample`; a run resumes only in its own environment. */
  readonly environment: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** An intent precedes its request; a result follows the final read. */
export type JournalEntry =
  | { readonly type: 'run'; readonly version: 1; readonly head: RunHead }
  | { readonly type: 'intent'; readonly item: number; readonly step: AssociationStep['kind']; readonly at: string }
  | { readonly type: 'result'; readonly item: number; readonly result: ItemResult }
  | { readonly type: 'ended'; readonly how: RunEnd; readonly at: string };

export type RunEnd = 'finished' | 'cancelled';

/** Items are identified by their index in the plan. */
export interface RunRecord {
  readonly head: RunHead;
  readonly results: ReadonlyMap<number, ItemResult>;
  /** Items whose write may have been sent. */
  readonly sent: ReadonlySet<number>;
  readonly end?: { readonly how: RunEnd; readonly at: string };
}

export const openItems = ({ head, results }: Pick<RunRecord, 'head' | 'results'>): readonly number[] =>
  head.plan.items.flatMap(({ verdict }, index) => (verdict === 'change' && !results.has(index) ? [index] : []));

export type JournalContent =
  | { readonly kind: 'run'; readonly record: RunRecord }
  | { readonly kind: 'ofNewerVersion' }
  | { readonly kind: 'none' };

export function readJournal(text: string): JournalContent {
  if (isOfNewerVersion(text)) return { kind: 'ofNewerVersion' };
  const record = replayJournal(text);
  return record ? { kind: 'run', record } : { kind: 'none' };
}

/** Skips invalid or truncated lines. Undefined without a run header of this version. */
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
  const read = line === '' ? undefined : parseJson(line);
  const entry = read?.ok ? safeParse(journalEntry, read.value) : undefined;
  return entry?.success ? [entry.output] : [];
}

export function isOfNewerVersion(text: string): boolean {
  const end = text.indexOf('\n');
  const read = parseJson(end < 0 ? text : text.slice(0, end));
  return read.ok && safeParse(newerRun, read.value).success;
}
