import type { SyntaxNode } from '../syntaxTree';
import {
  endsWord,
  isBlank,
  isDash,
  isDoubleQuote,
  isIdentifierStart,
  isNewline,
  isSingleQuote,
  startsVariable,
} from './characters';
import { createNode, type Cursor, readListItems } from './cursor';

import { readBareWord, readWordVariable } from './literals';
import { readPrimary } from './primaries';
import { readSuffixes } from './suffixes';

/**
 * A command's words and redirections. Undefined if no command starts. The invocation operator (`&`, `.`) is an
 * anonymous child.
 */
export function readCommand(cursor: Cursor): SyntaxNode | undefined {
  const start = cursor.at;
  const children: SyntaxNode[] = [];
  const hasOperator = isInvocation(cursor);
  if (hasOperator) {
    cursor.at += 1;
    children.push(createNode('command_invokation_operator', start, cursor.at, [], false));
    cursor.skipBlanks();
  }
  const name = readCommandName(cursor, hasOperator);
  if (!name) return hasOperator ? cursor.fail() : undefined;
  children.push(name);
  let isAfterDashes = isDashes(cursor, name);
  for (;;) {
    cursor.skipBlanks();
    const last = children.at(-1);
    if (last && isVerbatimMark(cursor, last)) {
      children.push(...readVerbatimArguments(cursor));
      break;
    }
    const each = isRedirection(cursor) ? readRedirection(cursor) : readArgument(cursor, isAfterDashes);
    if (!each) break;
    children.push(each);
    isAfterDashes ||= isDashes(cursor, each);
  }
  if (cursor.peek() === ',') cursor.fail();
  return createNode('command', start, children.at(-1)?.end ?? start, children);
}

function isInvocation(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  if (cursor.peek() === '&') return next !== '&';
  return cursor.peek() === '.' && (endsWord(next) || next === '$' || next === '"' || next === "'");
}

/** Without an invocation operator, a bare first word is literal. */
function readCommandName(cursor: Cursor, hasOperator: boolean): SyntaxNode | undefined {
  const start = cursor.at;
  const operator = matchRedirection(cursor);
  if (operator !== undefined) {
    cursor.at += operator.length;
    return createNode('command_name', start, cursor.at);
  }
  const comments = cursor.comments.length;
  const word = readWord(cursor);
  if (hasOperator || word?.type !== 'generic_token') return word;
  cursor.comments.length = comments;
  return createNode('command_name', start, word.end);
}

const sourceOf = ({ text }: Cursor, { start, end }: SyntaxNode): string => text.slice(start, end);

const isDashes = (cursor: Cursor, { start, end }: SyntaxNode): boolean =>
  end - start === 2 && isDash(cursor.text.charAt(start)) && isDash(cursor.text.charAt(start + 1));

/** `a, b` is one argument. */
function readArgument(cursor: Cursor, isAfterDashes: boolean): SyntaxNode | undefined {
  if (cursor.peek() === ',') cursor.fail();
  if (isParameter(cursor)) return readParameter(cursor, isAfterDashes);
  const first = readWord(cursor);
  return first && itemsIn(cursor, first);
}

function itemsIn(cursor: Cursor, first: SyntaxNode): SyntaxNode {
  if (isVerbatimMark(cursor, first) || isDashes(cursor, first)) return first;
  const items = readListItems(cursor, first, () => readWord(cursor));
  return items.length === 1 ? first : createNode('array_literal_expression', first.start, cursor.at, items);
}

const isParameter = (cursor: Cursor): boolean =>
  isDash(cursor.peek()) && (isIdentifierStart(cursor.peek(1)) || cursor.peek(1) === '?');

/** `-Name`, or `-Name:value` with the value as a child. Quotes in a name make it a bare word. */
function readParameter(cursor: Cursor, isAfterDashes: boolean): SyntaxNode {
  const name = readParameterName(cursor);
  if (name.type === 'generic_token') return itemsIn(cursor, name);
  if (cursor.text.charAt(name.end - 1) !== ':' || isAfterDashes) return name;
  cursor.skipBlanks();
  if (cursor.peek() === ',') cursor.fail();
  const value = readWord(cursor) ?? cursor.fail();
  const list = itemsIn(cursor, value);
  return createNode('parameter_with_value', name.start, list.end, [name, list]);
}

function readParameterName(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  for (let c = cursor.peek(); !endsWord(c) && c !== '.' && c !== '['; c = cursor.peek()) {
    if (isSingleQuote(c) || isDoubleQuote(c)) {
      cursor.at = start;
      return readBareWord(cursor);
    }
    cursor.at += 1;
    if (c === ':') break;
  }
  return createNode('command_parameter', start, cursor.at);
}

/** Undefined at the end of the command. */
export function readWord(cursor: Cursor): SyntaxNode | undefined {
  const c = cursor.peek();
  if (isNewline(c) || c === '' || ';|&),}'.includes(c) || isRedirection(cursor)) return undefined;
  if (c === '<') return cursor.fail();
  if (isParameter(cursor)) {
    const name = readParameterName(cursor);
    return name.type === 'generic_token' ? name : createNode('generic_token', name.start, name.end);
  }
  if (c === ']') {
    cursor.at += 1;
    return createNode('generic_token', cursor.at - 1, cursor.at);
  }
  if ((c === '$' && cursor.peek(1) !== '(') || (c === '@' && !isAtOpener(cursor))) {
    const variable = readWordVariable(cursor);
    if (variable) return readSuffixes(cursor, variable, true);
    if (c === '@' && !startsVariable(cursor.peek(1))) cursor.fail();
    return readBareWord(cursor);
  }
  if (isSingleQuote(c) || isDoubleQuote(c) || '(${@'.includes(c)) {
    const primary = readPrimary(cursor, true);
    return primary && readSuffixes(cursor, primary, true);
  }
  return readBareWord(cursor);
}

function isAtOpener(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  return next === '{' || next === '(' || isSingleQuote(next) || isDoubleQuote(next);
}

const redirection = /(?:[1-6*]>&[12]|[1-6*]?>>?)/y;

export const isRedirection = (cursor: Cursor): boolean =>
  '>*123456'.includes(cursor.peek()) && cursor.peek() !== '' && matchRedirection(cursor) !== undefined;

function matchRedirection(cursor: Cursor): string | undefined {
  redirection.lastIndex = cursor.at;
  const found = redirection.exec(cursor.text)?.[0];
  return found !== undefined && cursor.at + found.length <= cursor.end ? found : undefined;
}

export function readRedirection(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const operator = matchRedirection(cursor) ?? '';
  cursor.at += operator.length;
  if (operator.includes('&'))
    return createNode('redirection', start, cursor.at, [createNode('merging_redirection_operator', start, cursor.at)]);
  cursor.skipBlanks();
  const file = readWord(cursor);
  if (!file) return cursor.fail();
  return createNode('redirection', start, file.end, [
    createNode('file_redirection_operator', start, start + operator.length, [], false),
    file,
  ]);
}

const isVerbatimMark = (cursor: Cursor, node: SyntaxNode): boolean =>
  (node.type === 'generic_token' || node.type === 'command_name') &&
  node.end - node.start === 3 &&
  sourceOf(cursor, node) === '--%';

/** After `--%`: one word, up to the line end, or `|` or `&&` outside quotes. */
function readVerbatimArguments(cursor: Cursor): readonly SyntaxNode[] {
  while (isBlank(cursor.peek())) cursor.at += 1;
  const start = cursor.at;
  let isQuoted = false;
  for (let c = cursor.peek(); c !== '' && !isNewline(c); c = cursor.peek()) {
    if (isDoubleQuote(c)) isQuoted = !isQuoted;
    else if (!isQuoted && (c === '|' || (c === '&' && cursor.peek(1) === '&'))) break;
    cursor.at += 1;
  }
  return cursor.at > start ? [createNode('verbatim_arguments', start, cursor.at)] : [];
}
