import { isRecord } from '../kernel/isRecord';
import { lookUp } from '../kernel/lookUp';

/**
 * What differs between two values, which are as JSON has them: another value, or members (of a list by index) that differ.
 * `keys`: of all members in their order, if that is another one.
 */
export type Change =
  | { readonly value: unknown }
  | { readonly members: Readonly<Record<string, Change>>; readonly keys?: readonly string[] };

type Members = Readonly<Record<string, unknown>>;

/** Undefined without a difference. Takes no time for what is the same object. */
export function changeBetween(before: unknown, now: unknown): Change | undefined {
  if (Object.is(before, now)) return undefined;
  const areLists = Array.isArray(before) && Array.isArray(now) && before.length === now.length;
  const areRecords = isRecord(before) && isRecord(now);
  return areLists || areRecords ? changeOfMembers(before as Members, now as Members) : { value: now };
}

function changeOfMembers(before: Members, now: Members): Change | undefined {
  const keys = Object.keys(now);
  const known = Object.keys(before);
  const changes = keys.flatMap((key): readonly [string, Change][] => {
    const value = lookUp(now, key);
    const change = Object.hasOwn(before, key) ? changeBetween(lookUp(before, key), value) : { value };
    return change ? [[key, change]] : [];
  });
  const isInOrder = keys.length === known.length && keys.every((key, index) => key === known[index]);
  if (isInOrder && changes.length === 0) return undefined;
  return { members: Object.fromEntries(changes), ...(isInOrder ? {} : { keys }) };
}

/** What hasn’t changed is the same object as before. */
export function applyChange(before: unknown, change: Change): unknown {
  // JSON leaves out a value that is undefined.
  if (!('members' in change)) return change.value;
  const { members, keys } = change;
  const known = (Array.isArray(before) || isRecord(before) ? before : {}) as Members;
  const entries = (keys ?? Object.keys(known)).map((key): readonly [string, unknown] => {
    const own = lookUp(members, key);
    const value = lookUp(known, key);
    return [key, own ? applyChange(value, own) : value];
  });
  return Array.isArray(before) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
