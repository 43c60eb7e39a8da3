import { endsWord, isIdentifierPart, isIdentifierStart } from './characters';
import type { Cursor } from './cursor';

/** Lowercase; empty if none. */
export function wordAt(cursor: Cursor): string {
  if (!isIdentifierStart(cursor.peek())) return '';
  let length = 1;
  while (length < 20 && isIdentifierPart(cursor.peek(length))) length += 1;
  return endsWord(cursor.peek(length)) ? cursor.text.slice(cursor.at, cursor.at + length).toLowerCase() : '';
}

/** Consumes nothing if another word follows. */
export function takeKeyword(cursor: Cursor, ...keywords: readonly string[]): string | undefined {
  const mark = cursor.mark();
  cursor.skipNewlines();
  const word = wordAt(cursor);
  if (keywords.includes(word)) {
    cursor.at += word.length;
    return word;
  }
  cursor.reset(mark);
  return undefined;
}
