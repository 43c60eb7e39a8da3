import type { SyntaxNode } from '../syntaxTree';
import { isBlank, isIdentifierPart, isNewline } from './characters';
import { createNode, type Cursor } from './cursor';
import { readExpression, readSingleExpression } from './expressions';
import { readSimpleName } from './literals';
import { readPrimary } from './primaries';
import { readScriptBlock } from './statements';

/** `.Name`, `::Name`, `.Method(…)`, `[index]`. The chain is one node: the value, then the arguments. */
export function readSuffixes(cursor: Cursor, value: SyntaxNode, isCommandMode: boolean, hasIndex = true): SyntaxNode {
  let type = '';
  const children = [value];
  for (
    let operator = suffixAt(cursor, isCommandMode, hasIndex);
    operator !== '';
    operator = suffixAt(cursor, isCommandMode, true)
  ) {
    cursor.at += operator.length;
    cursor.skipNewlines();
    type = operator.endsWith('[') ? readIndex(cursor, children) : readMember(cursor, children);
  }
  return type === '' ? value : createNode(type, value.start, cursor.at, children);
}

function suffixAt(cursor: Cursor, isCommandMode: boolean, hasIndex: boolean): string {
  const mark = cursor.mark();
  while (cursor.peek() === '<' && cursor.peek(1) === '#') cursor.skipBlockComment();
  const operator = suffixOperator(cursor, hasIndex);
  const after = cursor.peek(operator.length);
  const isLoose = operator === '.' || operator === '::';
  if (operator === '' || (isCommandMode && isLoose && (isBlank(after) || isNewline(after) || after === ''))) {
    cursor.reset(mark);
    return '';
  }
  return operator;
}

function suffixOperator(cursor: Cursor, hasIndex: boolean): string {
  const c = cursor.peek();
  const next = cursor.peek(1);
  if (c === '.') return next === '.' ? '' : '.';
  if (c === ':') return next === ':' ? '::' : '';
  if (c === '[' && hasIndex) return '[';
  if (c !== '?') return '';
  return next === '.' || (next === '[' && hasIndex) ? c + next : '';
}

function readIndex(cursor: Cursor, children: SyntaxNode[]): string {
  children.push(readExpression(cursor) ?? cursor.fail());
  cursor.skipNewlines();
  cursor.expect(']');
  return 'element_access';
}

const genericArguments = /\[[ \t]*[\p{L}_][\p{L}\p{Nd}_.`+#, \t[\]]{0,300}\](?=\()/uy;

function readMember(cursor: Cursor, children: SyntaxNode[]): string {
  if (isIdentifierPart(cursor.peek())) readSimpleName(cursor);
  else children.push(readPrimary(cursor, false) ?? cursor.fail());
  genericArguments.lastIndex = cursor.at;
  if (cursor.peek() === '[') cursor.at += genericArguments.exec(cursor.text)?.[0].length ?? 0;
  if (cursor.peek() === '{') {
    children.push(readScriptBlock(cursor));
    return 'invocation_expression';
  }
  if (cursor.peek() !== '(') return 'member_access';
  children.push(...readInvocationArguments(cursor));
  return 'invocation_expression';
}

export function readInvocationArguments(cursor: Cursor): readonly SyntaxNode[] {
  const items: SyntaxNode[] = [];
  cursor.expect('(');
  cursor.skipNewlines();
  while (cursor.peek() !== ')') {
    items.push(readSingleExpression(cursor) ?? cursor.fail());
    cursor.skipNewlines();
    if (cursor.peek() === ')') break;
    cursor.expect(',');
    cursor.skipNewlines();
    if (cursor.peek() === ')') cursor.fail();
  }
  cursor.at += 1;
  return items;
}
