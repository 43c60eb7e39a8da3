import { isoTime } from '../../../kernel/isoTime';
import { isRecord } from '../../../kernel/isRecord';
import { parseJson } from '../../../kernel/json';
import { resourceKey } from '../../../kernel/resources';
import { type FixId, isFixId } from './fixes';

const states = ['sent', 'done', 'failed', 'canceled'] as const;

/** Of a fix that changes something, one JSON value per line. Each begins with `sent`, written before anything is sent. */
export interface FixEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly fix: FixId;
  readonly resourceId: string;
  readonly state: (typeof states)[number];
  /** Why it failed. */
  readonly reason?: string;
}

/** Skips what can’t be read: the last line may be cut. */
export const readFixJournal = (text: string): readonly FixEntry[] => text.split('\n').flatMap(entryFrom);

function entryFrom(line: string): FixEntry[] {
  const read = line === '' ? undefined : parseJson(line);
  const value = read?.ok === true ? read.value : undefined;
  if (!isRecord(value)) return [];
  const { at, fix, resourceId, reason } = value;
  const state = states.find((each) => each === value.state);
  if (typeof at !== 'string' || isoTime(at) === undefined || typeof resourceId !== 'string') return [];
  if (!isFixId(fix) || state === undefined) return [];
  return [{ at, fix, resourceId, state, ...(typeof reason === 'string' && { reason }) }];
}

/** No fix of any window runs for longer, in ms. */
const longest = 15 * 60_000;

/** Sent, and how it ended was never written: the window closed meanwhile. `now`: Unix time in milliseconds. */
export function interruptedFixes(entries: readonly FixEntry[], now: number): readonly FixEntry[] {
  const latest = new Map(entries.map((entry) => [`${entry.fix} ${resourceKey(entry.resourceId)}`, entry]));
  return [...latest.values()].filter(({ state, at }) => state === 'sent' && now - (isoTime(at) ?? now) > longest);
}
