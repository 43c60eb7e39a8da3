import { mostLines } from '../diagnosis';
import { lineAround } from '../lineAround';
import { hostAskedFor } from './hostsIn';
import type { SearchText } from './searchTexts';

/** Offsets are of the original text, ends exclusive. */
export interface LineHit {
  readonly start: number;
  readonly end: number;
  /** The line, or a part of a long one. */
  readonly from: number;
  readonly to: number;
  /** As it was searched: in lower case. */
  readonly line: string;
  /** Longer signs are more specific. */
  readonly rank: number;
}

interface Signs {
  readonly signs?: readonly (readonly string[])[];
  /** Global. */
  readonly patterns?: readonly RegExp[];
  readonly harmless?: readonly string[];
}

/** At most `mostLines` lines for each sign. `words`: those of all signs that are in the text. */
export const findSigns = (
  text: SearchText,
  words: ReadonlySet<string>,
  { signs = [], patterns = [], harmless = [] }: Signs,
): readonly LineHit[] => [
  ...signs.filter((sign) => sign.every((word) => words.has(word))).flatMap((sign) => linesWith(text, sign, harmless)),
  ...patterns.flatMap((pattern) => linesThatMatch(text, pattern, harmless)),
];

/** Searches for the longest text of the sign, which is the rarest, then for the others in its line. */
function linesWith(search: SearchText, sign: readonly string[], harmless: readonly string[]): readonly LineHit[] {
  const { text } = search;
  const [word = '', ...others] = [...sign].sort((a, b) => b.length - a.length);
  const rank = sign.join('').length;
  const hits: LineHit[] = [];
  let at = text.indexOf(word);
  while (at >= 0 && hits.length < mostLines) {
    const { from, to } = lineAround(text, at, at + word.length);
    const line = text.slice(from, to);
    if (others.every((other) => hasWord(line, other)) && !isHarmless(line, harmless))
      hits.push(hitOf(search, { start: at, end: at + word.length, from, to, line, rank }));
    at = text.indexOf(word, to);
  }
  return hits;
}

/** A number stands alone: port 40343 is no status 403. */
const hasWord = (line: string, word: string): boolean =>
  /^\d+$/.test(word) ? line.split(notDigits).includes(word) : line.includes(word);

const notDigits = /\D+/;

function linesThatMatch(search: SearchText, pattern: RegExp, harmless: readonly string[]): readonly LineHit[] {
  const { text } = search;
  const hits: LineHit[] = [];
  for (const { index, 0: found, groups } of text.matchAll(pattern)) {
    if (hits.length >= mostLines) break;
    const end = index + found.length;
    const { from, to } = lineAround(text, index, end);
    const line = text.slice(from, to);
    if (!isHarmless(line, harmless) && isProxy(line, groups?.proxy))
      hits.push(hitOf(search, { start: index, end, from, to, line, rank: found.length }));
  }
  return hits;
}

/** Whether a host is another one than the line asks for: the proxy on the way. */
const isProxy = (line: string, host: string | undefined): boolean => {
  const asked = hostAskedFor(line);
  return host === undefined || (asked !== undefined && asked !== host);
};

const isHarmless = (line: string, harmless: readonly string[]): boolean => harmless.some((word) => line.includes(word));

function hitOf(search: SearchText, hit: LineHit): LineHit {
  const { start, end } = search.originalSpan(hit.start, hit.end);
  const { start: from, end: to } = search.originalSpan(hit.from, hit.to);
  return { ...hit, start, end, from, to };
}
