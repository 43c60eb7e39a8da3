/** Helpers that read long foreign text in one pass, where a regular expression would go back. */

/** The text without all of these characters at its end: `https://a//` without `/`. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The first place at or after `from` that holds no white space, or the length of the text. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/**
 * Where a string in double quotes ends, by the place where its content begins: `ends[from]` is the place of the first double
 * quote from there on that has no backslash of its own, or -1. A backslash takes the next character along.
 */
export function stringEnds(text: string): Int32Array {
  // Two more than the text has, for what a backslash at its end takes along.
  const ends = new Int32Array(text.length + 2).fill(-1);
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at];
    ends[at] = character === '"' ? at : (ends[character === '\\' ? at + 2 : at + 1] ?? -1);
  }
  return ends;
}
