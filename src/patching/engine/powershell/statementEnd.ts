import { isBlank, isDoubleQuote, isNewline, isSingleQuote } from './characters';

/**
 * The end of the statement at `start` that holds `error`, told by quotes, comments, and brackets alone. Undefined if
 * those don't balance before `end`: nothing behind it is certain then.
 */
export function findStatementEnd(text: string, start: number, error: number, end: number): number | undefined {
  const closers: string[] = [];
  for (let at = start; at < end;) {
    const c = text.charAt(at);
    const isEnd = closers.length === 0 && at >= error && at > start;
    if (isEnd && (isNewline(c) || c === ';' || c === ')' || c === '}')) return at;
    const opened = closerOf(c);
    if (opened !== undefined) closers.push(opened);
    else if ((c === ')' || c === '}') && closers.pop() !== c) return undefined;
    const next = afterToken(text, at, start);
    if (next === undefined) return undefined;
    at = next;
  }
  return closers.length === 0 && end > start ? end : undefined;
}

const closerOf = (c: string): string | undefined => (c === '(' ? ')' : c === '{' ? '}' : undefined);

const escape = /`(?:\r\n|[^])?/y;
const verbatim = /['\u2018-\u201b](?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*['\u2018-\u201b](?!['\u2018-\u201b])/y;
const verbatimHere = /@['\u2018-\u201b][ \t]*(?=[\r\n])[^]*?[\r\n]['\u2018-\u201b]@/y;
const expandableHere = /@["\u201c-\u201e][ \t]*(?=[\r\n])[^]*?[\r\n]["\u201c-\u201e]@/y;
const blockComment = /<#[^]*?#>/y;
const lineComment = /#[^\r\n]*/y;

/** After a string, a comment, an escape, or one character; undefined for one without an end. */
function afterToken(text: string, at: number, start: number): number | undefined {
  const c = text.charAt(at);
  if (isDoubleQuote(c)) return afterExpandable(text, at);
  const token = tokenAt(c, text.charAt(at + 1), at === start || startsToken(text.charAt(at - 1)));
  if (!token) return at + 1;
  token.lastIndex = at;
  return token.test(text) ? token.lastIndex : undefined;
}

function tokenAt(c: string, next: string, isStart: boolean): RegExp | undefined {
  if (c === '`') return escape;
  if (isSingleQuote(c)) return verbatim;
  if (c === '@' && isSingleQuote(next)) return verbatimHere;
  if (c === '@' && isDoubleQuote(next)) return expandableHere;
  if (c === '<' && next === '#') return blockComment;
  return c === '#' && isStart ? lineComment : undefined;
}

const startsToken = (before: string): boolean => isBlank(before) || isNewline(before) || '(){};,|&'.includes(before);

function afterExpandable(text: string, start: number): number | undefined {
  // In `$(…)`, quotes don't end the string.
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const c = text.charAt(at);
    const next = text.charAt(at + 1);
    if (c === '`') at += 1;
    else if (c === '$' && next === '(' && depth === 0) {
      depth = 1;
      at += 1;
    } else if (depth > 0) depth += c === '(' ? 1 : c === ')' ? -1 : 0;
    else if (isDoubleQuote(c)) {
      if (!isDoubleQuote(next)) return at + 1;
      at += 1;
    }
  }
  return undefined;
}
