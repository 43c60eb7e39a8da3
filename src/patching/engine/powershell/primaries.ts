import type { SyntaxNode } from '../syntaxTree';
import { isDoubleQuote, isIdentifierStart, isNewline, isSingleQuote, startsVariable } from './characters';
import { createNode, type Cursor } from './cursor';
import { readKey } from './expressions';
import { readExpandable, readHereString, readName, readSimpleName, readVerbatim } from './literals';
import { readPipeline } from './pipelines';
import { readScriptBlock, readStatement } from './statements';

/** A value without operators. In command mode, the caller has handled variables and bare words. */
export function readPrimary(cursor: Cursor, isCommandMode: boolean): SyntaxNode | undefined {
  const start = cursor.at;
  const c = cursor.peek();
  const next = cursor.peek(1);
  if (isSingleQuote(c)) return readVerbatim(cursor);
  if (isDoubleQuote(c)) return readExpandable(cursor);
  if (c === '{') return readScriptBlock(cursor);
  if (c === '(') return readParenthesized(cursor);
  if ((c === '$' || c === '@') && next === '(') {
    cursor.at += 2;
    const statements = cursor.nested(() => cursor.readStatements(cursor, ')'));
    cursor.expect(')');
    return createNode(c === '$' ? 'sub_expression' : 'array_expression', start, cursor.at, [statements]);
  }
  if (c === '@') {
    if (next === '{') return readTable(cursor);
    if (isSingleQuote(next) || isDoubleQuote(next)) return readHereString(cursor);
    if (!isCommandMode && startsVariable(next)) return readName(cursor);
    return cursor.fail();
  }
  if (c === '$' && (next === '{' || startsVariable(next))) return readName(cursor);
  return undefined;
}

function readParenthesized(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  cursor.at += 1;
  cursor.skipNewlines();
  const inner = cursor.nested(() => readPipeline(cursor)) ?? cursor.fail();
  cursor.skipNewlines();
  cursor.expect(')');
  return createNode('parenthesized_expression', start, cursor.at, [inner]);
}

/** `@{ key = value; … }`; an entry includes its `;`. */
function readTable(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const entries: SyntaxNode[] = [];
  cursor.at += 2;
  cursor.skipNewlines();
  while (cursor.peek() !== '}') {
    entries.push(cursor.nested(() => readEntry(cursor)));
    if (cursor.peek() !== '}' && cursor.text.charAt(cursor.at - 1) !== ';' && !isNewline(cursor.peek())) cursor.fail();
    cursor.skipSeparators();
  }
  cursor.at += 1;
  return createNode('hash_literal_expression', start, cursor.at, entries);
}

function readEntry(cursor: Cursor): SyntaxNode {
  const key = isIdentifierStart(cursor.peek()) ? readSimpleName(cursor) : (readKey(cursor) ?? cursor.fail());
  cursor.skipBlanks();
  const at = cursor.at;
  cursor.expect('=');
  const sign = createNode('=', at, cursor.at, [], false);
  cursor.skipNewlines();
  const value = readStatement(cursor) ?? cursor.fail();
  cursor.skipBlanks();
  const isClosed = cursor.peek() === ';';
  if (isClosed) cursor.at += 1;
  return createNode('hash_entry', key.start, isClosed ? cursor.at : value.end, [key, sign, value]);
}
