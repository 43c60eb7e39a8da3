import type { SyntaxNode } from '../syntaxTree';
import { isIdentifierStart } from './characters';
import { createNode, type Cursor } from './cursor';
import { readSingleExpression } from './expressions';
import { readSimpleName } from './literals';

/** `[type]`, or an attribute: `[Parameter(Mandatory)]`. */
export function readBracketed(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  let depth = 0;
  for (;;) {
    const c = cursor.peek();
    if (c === '[') depth += 1;
    else if (c === ']' && --depth === 0) break;
    else if (c === '(' && depth === 1) return readAttribute(cursor, start);
    else if (cursor.at >= cursor.end || `"'$;{}|&)@`.includes(c)) cursor.fail(start);
    cursor.at += 1;
  }
  cursor.at += 1;
  // `[]` and `[1]` aren't types.
  if (!/^\[\s*[\p{L}_]/u.test(cursor.text.slice(start, start + 40))) cursor.fail(start);
  return createNode('type_literal', start, cursor.at);
}

function readAttribute(cursor: Cursor, start: number): SyntaxNode {
  const children: SyntaxNode[] = [];
  cursor.expect('(');
  cursor.skipNewlines();
  while (cursor.peek() !== ')') {
    children.push(...readAttributeArgument(cursor));
    cursor.skipNewlines();
    if (cursor.peek() === ')') break;
    cursor.expect(',');
    cursor.skipNewlines();
  }
  cursor.at += 1;
  cursor.skipNewlines();
  cursor.expect(']');
  return createNode('attribute', start, cursor.at, children);
}

function readAttributeArgument(cursor: Cursor): readonly SyntaxNode[] {
  if (!isIdentifierStart(cursor.peek())) return [readSingleExpression(cursor) ?? cursor.fail()];
  readSimpleName(cursor);
  cursor.skipBlanks();
  if (cursor.peek() !== '=') return [];
  cursor.at += 1;
  cursor.skipNewlines();
  return [readSingleExpression(cursor) ?? cursor.fail()];
}
