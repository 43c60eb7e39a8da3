import { fail, ok, type Result } from './result';

/** Why a text is no JSON that is read on: it is none, is longer than anything that is written, or is nested too deep. */
export type JsonProblem = 'noJson' | 'tooLong' | 'tooDeep';

export interface JsonLimits {
  /** How many objects and lists may stand within each other; 64 when not given. */
  readonly depth?: number;
  /** UTF-16 units; 256 Mi when not given, beyond the largest inventory that is kept. */
  readonly characters?: number;
}

/**
 * Reads a JSON text that somebody else wrote. It never throws, and what comes out is so shallow that a function that calls
 * itself for each level can walk it. A byte order mark is passed over.
 */
export function parseJson(text: string, limits: JsonLimits = {}): Result<unknown, JsonProblem> {
  const { depth = 64, characters = 256 * 1024 * 1024 } = limits;
  if (text.length > characters) return fail('tooLong');
  let value: unknown;
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return fail('noJson');
  }
  return isWithin(value, depth) ? ok(value) : fail('tooDeep');
}

/** Goes no deeper than the limit itself. */
function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.every((member) => isWithin(member, depth - 1));
}
