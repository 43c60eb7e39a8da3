import { stringEnds } from '../../kernel/scan';

const name = /(?:^|\s)([\w.]+)=/g;

/** `name=value` pairs by lower-case name; values with spaces are in double quotes. */
export function logFields(line: string): ReadonlyMap<string, string> {
  const ends = line.includes('="') ? stringEnds(line) : undefined;
  const fields = new Map<string, string>();
  name.lastIndex = 0;
  for (let found = name.exec(line); found; found = name.exec(line)) {
    const start = name.lastIndex;
    const end = line[start] === '"' ? (ends?.[start + 1] ?? -1) : -1;
    const value = end < 0 ? bareWord(line, start) : line.slice(start + 1, end).replace(/\\(.)/g, '$1');
    fields.set((found[1] ?? '').toLowerCase(), value);
    name.lastIndex = end < 0 ? start + value.length : end + 1;
  }
  return fields;
}

const word = /\S*/y;

function bareWord(line: string, start: number): string {
  word.lastIndex = start;
  return word.exec(line)?.[0] ?? '';
}
