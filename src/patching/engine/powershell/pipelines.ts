import type { SyntaxNode } from '../syntaxTree';
import { isDash, isNewline } from './characters';
import { createNode, type Cursor } from './cursor';
import { readFirstExpression } from './expressions';
import { readStatement } from './statements';
import { isRedirection, readCommand, readRedirection } from './words';

/** Undefined if no statement starts here. */
export function readPipeline(cursor: Cursor): SyntaxNode | undefined {
  return cursor.nested(() => {
    const first = readFirstExpression(cursor);
    if (first) {
      const operator = readAssignmentOperator(cursor);
      if (operator) {
        cursor.skipNewlines();
        const value = readStatement(cursor) ?? cursor.fail();
        return createNode('assignment_expression', first.start, value.end, [first, operator, value]);
      }
    }
    return readChain(cursor, first);
  });
}

function readAssignmentOperator(cursor: Cursor): SyntaxNode | undefined {
  const mark = cursor.mark();
  cursor.skipBlanks();
  const start = cursor.at;
  const c = cursor.peek();
  const length = c === '=' ? 1 : ('+*/%'.includes(c) || isDash(c)) && cursor.peek(1) === '=' ? 2 : c === '?' ? 3 : 0;
  if (c === '' || length === 0 || (length === 3 && cursor.text.slice(start, start + 3) !== '??=')) {
    cursor.reset(mark);
    return undefined;
  }
  cursor.at += length;
  return createNode('assignment_operator', start, cursor.at, [], false);
}

function readChain(cursor: Cursor, first: SyntaxNode | undefined): SyntaxNode | undefined {
  const start = readElements(cursor, first);
  if (!start) return undefined;
  const links = [start];
  for (;;) {
    const mark = cursor.mark();
    cursor.skipBlanks();
    const sign = cursor.peek() + cursor.peek(1);
    if (sign !== '&&' && sign !== '||') {
      if (cursor.peek() === '&') cursor.at += 1;
      else cursor.reset(mark);
      break;
    }
    cursor.at += 2;
    cursor.skipNewlines();
    links.push(readElements(cursor, readFirstExpression(cursor)) ?? cursor.fail());
  }
  return links.length === 1 ? start : createNode('statement_chain', start.start, links.at(-1)?.end ?? 0, links);
}

/** A single stage has no pipeline node. */
function readElements(cursor: Cursor, first: SyntaxNode | undefined): SyntaxNode | undefined {
  const element = first ? readRedirected(cursor, first) : readCommand(cursor);
  if (!element) return undefined;
  const elements = [element];
  for (;;) {
    const mark = cursor.mark();
    cursor.skipBlanks();
    if (isNewline(cursor.peek())) cursor.skipNewlinesBeforePipe();
    // `||` may start a line.
    if (cursor.peek() === '|' && cursor.peek(1) === '|') break;
    if (cursor.peek() !== '|') {
      requireEnd(cursor);
      cursor.reset(mark);
      break;
    }
    cursor.at += 1;
    cursor.skipNewlines();
    elements.push(readCommand(cursor) ?? cursor.fail());
  }
  return elements.length === 1 ? element : createNode('pipeline', element.start, elements.at(-1)?.end ?? 0, elements);
}

function requireEnd(cursor: Cursor): void {
  const c = cursor.peek();
  if (c !== '' && !isNewline(c) && !';|&)}'.includes(c)) cursor.fail();
}

function readRedirected(cursor: Cursor, value: SyntaxNode): SyntaxNode {
  const children = [value];
  for (;;) {
    const mark = cursor.mark();
    cursor.skipBlanks();
    if (!isRedirection(cursor)) {
      cursor.reset(mark);
      break;
    }
    children.push(readRedirection(cursor));
  }
  return children.length === 1
    ? value
    : createNode('redirected_statement', value.start, children.at(-1)?.end ?? 0, children);
}
