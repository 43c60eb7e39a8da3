import { lookUp } from '../lookUp';

/** The end of a value within its line. */

const closers: Readonly<Partial<Record<string, string>>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '„': '“',
};

/** Nested JSON has `\"`, then `\\\"`. */
export interface Quote {
  readonly backslashes: number;
  readonly closer: string;
  readonly start: number;
}

// Four levels of nested JSON.
const mostBackslashes = 15;

export function quoteAt(text: string, at: number): Quote | undefined {
  let start = at;
  while (text[start] === '\\' && start - at <= mostBackslashes) start++;
  const character = text[start];
  const closer = character === undefined ? undefined : lookUp(closers, character);
  return closer === undefined || start - at > mostBackslashes
    ? undefined
    : { backslashes: start - at, closer, start: start + 1 };
}

export const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** Within the line. */
export function quotedEnd(text: string, { backslashes, closer, start }: Quote): number | undefined {
  let run = 0;
  for (let at = start; at < text.length && text[at] !== '\n'; at++) {
    const character = text[at];
    if (character === '\\') {
      run++;
      continue;
    }
    // Doubled, or escaped with PowerShell’s backtick.
    const isOwn = text[at - 1] === '`' && closer !== '`' && at > start;
    if (character === closer && !isOwn && closes(run, backslashes)) {
      if (text[at + 1] !== closer) return at - Math.min(run, backslashes);
      at++;
    }
    run = 0;
  }
  return undefined;
}

/** More backslashes than the opening quote: inside. */
const closes = (run: number, backslashes: number): boolean => (backslashes === 0 ? run % 2 === 0 : run <= backslashes);

/** Shells concatenate: `'it'\''s'`. */
const endsWord = /[\s,;:)\]}>&|<\\]/;

/** Including quoted parts. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/\s/.test(text.charAt(at))) {
    const quote = quoteAt(text, at);
    if (!quote) {
      at++;
      continue;
    }
    const end = quotedEnd(text, quote);
    if (end === undefined) return at === from ? lineEnd(text, at) : wordRest(text, at);
    at = end + quote.backslashes + 1;
    const next = text[at];
    if (next === undefined || (endsWord.test(next) && !text.startsWith("\\'", at))) return at;
    if (next === '\\') at += 2;
  }
  return at;
}

const wordRest = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && !/\s/.test(text.charAt(at))) at++;
  return at;
};
