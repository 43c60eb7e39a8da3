import { fail, ok, type Result } from './result';

export type JsonProblem = 'noJson' | 'tooLong' | 'tooDeep';

export interface JsonLimits {
  /** Nesting. Default: 64. */
  readonly depth?: number;
  /** UTF-16 units. Default: 256 Mi, above the largest inventory cache. */
  readonly characters?: number;
}

/** Never throws; limits depth for safe recursion. Skips a byte order mark. */
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

/** Scans the text: enumerating very large objects isn’t linear. */
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

/** From the start of the content. */
function stringEnd(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
