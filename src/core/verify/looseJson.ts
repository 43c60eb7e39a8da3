/** What could be read of a JSON text that may have noise around it or an end missing. */
export type LooseJson =
  | { readonly isWhole: true; readonly value: unknown }
  /** Names with their values, as they stand outside of any inner object; a value that is cut is left out. */
  | { readonly isWhole: false; readonly pairs: readonly (readonly [string, string])[]; readonly text: string };

/** Whether a program’s answer is JSON rather than lines of text. Text may well have JSON in a value. */
export const looksLikeJson = (text: string): boolean =>
  /^\s*[{[]/m.test(text) || !/^[ \t]*[^\s"{}[\]][^":{}\n]*:(?:\s|$)/m.test(text);

export function looseJson(text: string): LooseJson {
  const [start, end] = [text.search(/[{[]/), Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))];
  const middle = text.slice(Math.max(start, 0), end + 1);
  try {
    const value: unknown = JSON.parse(middle);
    if (!repeatsName(middle)) return { isWhole: true, value };
  } catch {
    // Noise, or a piece of JSON.
  }
  return { isWhole: false, pairs: pairsIn(text), text };
}

/** Whether an object of a JSON text has a name twice, of which a parser keeps the last alone. */
function repeatsName(json: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, name] of json.matchAll(/"((?:[^"\\]|\\.)*)"(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    const names = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (name !== undefined && names) {
      if (names.has(unescaped(name))) return true;
      names.add(unescaped(name));
    }
  }
  return false;
}

// Longer than any name or value; without a bound, a stray quote would cost the square of what follows it.
const string = '"((?:[^"\\\\]|\\\\.){0,2000})"';
const pair = new RegExp(`${string}\\s*:\\s*(?:${string}|(true|false|null|-?\\d[\\d.]*)(?=\\s*[,}\\]]))`, 'g');

function pairsIn(text: string): (readonly [string, string])[] {
  return [...outermost(text).matchAll(pair)].map(([, name = '', quoted, literal]) => [
    unescaped(name),
    quoted === undefined ? (literal ?? '') : unescaped(quoted),
  ]);
}

/** What stands in the outermost object alone: found from its beginning, or else from its end; with neither, nothing. */
function outermost(text: string): string {
  const pieces = text.split(/(?=[{}])/);
  const depths = depthsOf(pieces);
  // A brace that closes more than was opened has lost what opened it.
  const isHeadThere = /^[^"]*\{/.test(text) && depths.every((depth) => depth >= 0);
  const isTailThere = /\}[^"{}]*$/.test(text);
  if (!isHeadThere && !isTailThere) return '';
  const outer = isHeadThere ? 1 : (depths.at(-1) ?? 0) + 1;
  return pieces.map((piece, index) => (depths[index] === outer ? piece : '{}')).join('');
}

/** How many braces are open within each piece, counted from its own beginning. */
function depthsOf(pieces: readonly string[]): number[] {
  let depth = 0;
  return pieces.map((piece) => {
    if (piece.startsWith('{')) depth++;
    if (piece.startsWith('}')) depth--;
    return depth;
  });
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text.replaceAll('\n', '\\n')}"`));
  } catch {
    return text;
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A scalar in words; undefined for what is none. */
export function scalarText(value: unknown): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
