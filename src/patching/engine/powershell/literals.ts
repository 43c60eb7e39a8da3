import type { SyntaxNode } from '../syntaxTree';
import {
  endsWord,
  isBlank,
  isDoubleQuote,
  isIdentifierPart,
  isNewline,
  isSingleQuote,
  startsVariable,
} from './characters';
import { createNode, type Cursor } from './cursor';

/** `'…'`; a doubled quote is an escaped quote. */
export function readVerbatim(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  cursor.at += 1;
  for (; ; cursor.at += 1) {
    const c = cursor.peek();
    if (cursor.at >= cursor.end) cursor.fail(start);
    if (!isSingleQuote(c)) continue;
    cursor.at += 1;
    if (!isSingleQuote(cursor.peek())) break;
  }
  return createNode('verbatim_string_characters', start, cursor.at);
}

/** `"…"`, with expansions as children. */
export function readExpandable(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const children: SyntaxNode[] = [];
  cursor.at += 1;
  for (;;) {
    const c = cursor.peek();
    if (cursor.at >= cursor.end) cursor.fail(start);
    if (isDoubleQuote(c)) {
      cursor.at += 1;
      if (!isDoubleQuote(cursor.peek())) break;
      cursor.at += 1;
    } else readPiece(cursor, c, children, true);
  }
  return createNode('expandable_string_literal', start, cursor.at, children);
}

function readPiece(cursor: Cursor, c: string, children: SyntaxNode[], isInString: boolean): void {
  if (c === '`') skipEscape(cursor);
  else if (c === '$' && cursor.peek(1) === '(') children.push(readNested(cursor, isInString));
  else if (c === '$' && (cursor.peek(1) === '{' || startsVariable(cursor.peek(1)))) children.push(readName(cursor));
  else cursor.at += 1;
}

/** A backtick and one code unit, or all of `u{1F600}`. */
function skipEscape(cursor: Cursor): void {
  const next = cursor.peek(1);
  if (next === 'u') {
    const close = /^\{[0-9a-f]{1,6}\}/i.exec(cursor.text.slice(cursor.at + 2, cursor.at + 10));
    if (!close) cursor.fail();
    else cursor.at += 2 + close[0].length;
  } else cursor.at += next === '' ? 1 : 2;
}

/**
 * In a string, `$(…)` ends at balanced parentheses, quoted or not. Except in here-strings, doubled or backtick-escaped
 * quotes stand for one quote; text with them is not parsed.
 */
function readNested(cursor: Cursor, isCollapsed: boolean): SyntaxNode {
  const start = cursor.at;
  let depth = 0;
  let isPlain = true;
  for (cursor.at += 1; ; cursor.at += 1) {
    const c = cursor.peek();
    if (cursor.at >= cursor.end) cursor.fail(start);
    if (c === '(') depth += 1;
    else if (c === ')' && --depth === 0) break;
    else if (isCollapsed && (c === '`' || isDoubleQuote(c)) && isDoubleQuote(cursor.peek(1))) {
      isPlain = false;
      cursor.at += 1;
    }
  }
  const close = cursor.at;
  const statements = isPlain ? [readInside(cursor, start + 2, close)] : [];
  cursor.at = close + 1;
  return createNode('sub_expression', start, close + 1, statements);
}

function readInside(cursor: Cursor, start: number, end: number): SyntaxNode {
  const outer = cursor.end;
  cursor.at = start;
  cursor.end = end;
  const statements = cursor.readStatements(cursor, '');
  cursor.end = outer;
  return statements;
}

export function readName(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  cursor.at += 1;
  if (cursor.peek() === '{') {
    while (cursor.peek() !== '}') {
      if (cursor.at >= cursor.end) cursor.fail(start);
      if (cursor.peek() === '`') skipEscape(cursor);
      else cursor.at += 1;
    }
    cursor.at += 1;
    if (cursor.at === start + 3) cursor.fail(start);
    return createNode('braced_variable', start, cursor.at);
  }
  const first = cursor.peek();
  cursor.at += 1;
  if (!'$?^'.includes(first)) while (goesOn(cursor)) cursor.at += 1;
  // `$name:` is a drive without a path.
  if (/^[$@][^:]*:$/.test(cursor.text.slice(start, cursor.at))) cursor.fail(start);
  return createNode('variable', start, cursor.at);
}

function goesOn(cursor: Cursor): boolean {
  const c = cursor.peek();
  return isIdentifierPart(c) || c === '?' || (c === ':' && cursor.peek(1) !== ':');
}

/** Undefined if the word continues, which makes it a bare word. */
export function readWordVariable(cursor: Cursor): SyntaxNode | undefined {
  const start = cursor.at;
  const isBraced = cursor.peek(1) === '{';
  if (!isBraced && !startsVariable(cursor.peek(1))) return undefined;
  const isSpecial = '$?^'.includes(cursor.peek(1));
  const node = readName(cursor);
  const next = cursor.peek();
  if (endsWord(next)) return node;
  const isOperator = next === '.' || next === '[' || (!isBraced && (next === '=' || next === ':'));
  if (isOperator && !isSpecial) return node;
  cursor.at = start;
  return undefined;
}

/** Ends at a blank, line end, or one of `&(),;{|}`; includes quotes. At least one character. */
export function readBareWord(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const children: SyntaxNode[] = [];
  for (let c = cursor.peek(); !endsWord(c) || cursor.at === start; c = cursor.peek()) {
    if (isSingleQuote(c)) children.push(readVerbatim(cursor));
    else if (isDoubleQuote(c)) children.push(readExpandable(cursor));
    else readPiece(cursor, c, children, true);
  }
  return createNode('generic_token', start, cursor.at, children);
}

/** The closing quote starts its last line. */
export function readHereString(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const isVerbatim = isSingleQuote(cursor.peek(1));
  const isQuote = isVerbatim ? isSingleQuote : isDoubleQuote;
  const children: SyntaxNode[] = [];
  cursor.at += 2;
  while (isBlank(cursor.peek())) cursor.at += 1;
  if (!isNewline(cursor.peek())) cursor.fail();
  for (;;) {
    const c = cursor.peek();
    if (cursor.at >= cursor.end) cursor.fail(start);
    if (isNewline(c)) {
      cursor.at += c === '\r' && cursor.peek(1) === '\n' ? 2 : 1;
      if (isQuote(cursor.peek()) && cursor.peek(1) === '@') break;
    } else if (isVerbatim) cursor.at += 1;
    else readPiece(cursor, c, children, false);
  }
  cursor.at += 2;
  const type = isVerbatim ? 'verbatim_here_string_characters' : 'expandable_here_string_literal';
  return createNode(type, start, cursor.at, children);
}

export function readSimpleName(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  while (isIdentifierPart(cursor.peek())) cursor.at += 1;
  return createNode('simple_name', start, cursor.at);
}
