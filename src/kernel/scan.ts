/** Linear time on long foreign text, where regular expressions backtrack. */

export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Or the length. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** `ends[from]`: next unescaped double quote, or -1. */
export function stringEnds(text: string): Int32Array {
  // For a backslash at the end.
  const ends = new Int32Array(text.length + 2).fill(-1);
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at];
    ends[at] = character === '"' ? at : (ends[character === '\\' ? at + 2 : at + 1] ?? -1);
  }
  return ends;
}
