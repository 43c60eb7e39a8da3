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
  return isWithin(text, depth) ? ok(value) : fail('tooDeep');
}

/**
 * Whether no more objects and lists stand within each other in a text that is JSON. Reads the text, for to list the members
 * of an object of very many names takes more than proportional time.
 */
function isWithin(json: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = stringEnd(json, at + 1);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > limit) return false;
  }
  return true;
}

/** Where the quote stands that ends a string of JSON, by the place where its content begins. */
function stringEnd(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
