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

/** After a string, a comment, an escape, or one character; undefined for one without an end. */
function afterToken(text: string, at: number, start: number): number | undefined {
  const c = text.charAt(at);
  const next = text.charAt(at + 1);
  if (c === '`') return at + (next === '\r' && text.charAt(at + 2) === '\n' ? 3 : 2);
  if (c === '@' && (isSingleQuote(next) || isDoubleQuote(next))) return afterHereString(text, at);
  if (isSingleQuote(c)) return afterVerbatim(text, at);
  if (isDoubleQuote(c)) return afterExpandable(text, at);
  if (c === '<' && next === '#') return found(text.indexOf('#>', at + 2), 2);
  if (c === '#' && (at === start || startsToken(text.charAt(at - 1)))) return afterLine(text, at);
  return at + 1;
}

const found = (at: number, length: number): number | undefined => (at < 0 ? undefined : at + length);

const startsToken = (before: string): boolean => isBlank(before) || isNewline(before) || '(){};,|&'.includes(before);

function afterLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isNewline(text.charAt(at))) at += 1;
  return at;
}

function afterVerbatim(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (!isSingleQuote(text.charAt(at))) continue;
    if (!isSingleQuote(text.charAt(at + 1))) return at + 1;
    at += 1;
  }
  return undefined;
}

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

function afterHereString(text: string, start: number): number | undefined {
  const isQuote = isSingleQuote(text.charAt(start + 1)) ? isSingleQuote : isDoubleQuote;
  let at = start + 2;
  while (isBlank(text.charAt(at))) at += 1;
  if (!isNewline(text.charAt(at))) return undefined;
  for (; at < text.length; at += 1)
    if (isNewline(text.charAt(at)) && isQuote(text.charAt(at + 1)) && text.charAt(at + 2) === '@') return at + 3;
  return undefined;
}
