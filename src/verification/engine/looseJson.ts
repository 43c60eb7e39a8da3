import { parseJson } from '../../kernel/json';
import { skipBlanks, stringEnds } from '../../kernel/scan';

/** May have noise around it or be truncated. */
export type LooseJson =
  | { readonly isWhole: true; readonly value: unknown }
  /** Scalars of the outermost object, without truncated ones. */
  | { readonly isWhole: false; readonly pairs: readonly (readonly [string, string])[]; readonly text: string };

/** Text output may have JSON in a value. */
export const looksLikeJson = (text: string): boolean => beginsJson.test(text) || !namesValue.test(text);

// Repetition never crosses a line, whatever its line ending.
const beginsJson = /^[^\S\n\r\u2028\u2029]*[{[]/m;
const namesValue = /^[ \t]*[^\s"{}[\]][^":{}\n\r\u2028\u2029]*:(?:\s|$)/m;

export function looseJson(text: string): LooseJson {
  const [start, end] = [text.search(/[{[]/), Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))];
  const middle = text.slice(Math.max(start, 0), end + 1);
  const read = parseJson(middle);
  // Otherwise it has noise or is a fragment.
  return read.ok && !repeatsName(middle)
    ? { isWhole: true, value: read.value }
    : { isWhole: false, pairs: pairsIn(text), text };
}

/** Parsers silently keep only the last duplicate. */
function repeatsName(json: string): boolean {
  const ends = stringEnds(json);
  const open: Set<string>[] = [];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    if (character !== '"') continue;
    const end = ends[at + 1] ?? -1;
    if (end < 0) return false;
    const name = unescaped(json.slice(at + 1, end));
    at = end;
    if (json[skipBlanks(json, end + 1)] !== ':') continue;
    if (open.at(-1)?.has(name)) return true;
    open.at(-1)?.add(name);
  }
  return false;
}

const literal = /(?:true|false|null|-?\d[\d.]*)(?=\s*[,}\]])/y;

/** A stray quote affects only the text up to the next one. */
function pairsIn(text: string): (readonly [string, string])[] {
  const json = outermost(text);
  const ends = stringEnds(json);
  const pairs: (readonly [string, string])[] = [];
  // End of the last name without a value, so long runs of quotes are scanned once.
  let barren = -1;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
    const end = ends[at + 1] ?? -1;
    const value = end < 0 || end === barren ? undefined : scalarAfter(json, end + 1, ends);
    if (value === undefined) {
      barren = end;
      at++;
    } else {
      pairs.push([unescaped(json.slice(at + 1, end)), value.text]);
      at = value.end;
    }
  }
  return pairs;
}

function scalarAfter(json: string, from: number, ends: Int32Array): { text: string; end: number } | undefined {
  const colon = skipBlanks(json, from);
  if (json[colon] !== ':') return undefined;
  const start = skipBlanks(json, colon + 1);
  if (json[start] === '"') {
    const end = ends[start + 1] ?? -1;
    return end < 0 ? undefined : { text: unescaped(json.slice(start + 1, end)), end: end + 1 };
  }
  literal.lastIndex = start;
  const [text] = literal.exec(json) ?? [];
  return text === undefined ? undefined : { text, end: start + text.length };
}

/** Located from its start or its end; empty if both are missing. */
function outermost(text: string): string {
  const pieces = text.split(/(?=[{}])/);
  const depths = depthsOf(pieces);
  // A negative depth means the start is missing.
  const isHeadThere = /^[^"]*\{/.test(text) && depths.every((depth) => depth >= 0);
  const isTailThere = /\}[^"{}]*$/.test(text);
  if (!isHeadThere && !isTailThere) return '';
  const outer = isHeadThere ? 1 : (depths.at(-1) ?? 0) + 1;
  return pieces.map((piece, index) => (depths[index] === outer ? piece : '{}')).join('');
}

/** Open braces within each piece, counted separately. */
function depthsOf(pieces: readonly string[]): number[] {
  let depth = 0;
  return pieces.map((piece) => {
    if (piece.startsWith('{')) depth++;
    if (piece.startsWith('}')) depth--;
    return depth;
  });
}

function unescaped(text: string): string {
  if (!text.includes('\\') && !text.includes('\n')) return text;
  const read = parseJson(`"${text.replaceAll('\n', '\\n')}"`);
  return read.ok ? String(read.value) : text;
}

/** Undefined if it isn't a scalar. */
export function scalarText(value: unknown): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
