import type { SyntaxNode } from '../syntaxTree';
import { endsWord, isDash } from './characters';
import { readBracketed } from './brackets';
import { closeNode, createNode, type Cursor } from './cursor';
import { takeKeyword } from './keywords';
import { readBareWord, readName } from './literals';
import { readBracketList } from './parameters';
import { readPipeline } from './pipelines';
import { readBlock } from './statements';
import { readWord } from './words';

export const readBlockStatement = (cursor: Cursor, start: number): SyntaxNode =>
  closeNode(cursor, 'named_block', start, [readBlock(cursor)]);

export const readWhile = (cursor: Cursor, start: number): SyntaxNode =>
  closeNode(cursor, 'while_statement', start, [readCondition(cursor), readBlock(cursor)]);

export function readDo(cursor: Cursor, start: number): SyntaxNode {
  const block = readBlock(cursor);
  if (takeKeyword(cursor, 'while', 'until') === undefined) cursor.fail();
  return closeNode(cursor, 'do_statement', start, [block, readCondition(cursor)]);
}

export function readTrap(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipNewlines();
  return closeNode(cursor, 'trap_statement', start, [...readBracketList(cursor), readBlock(cursor)]);
}

function readCondition(cursor: Cursor): SyntaxNode {
  cursor.skipNewlines();
  cursor.expect('(');
  cursor.skipNewlines();
  const condition = readPipeline(cursor) ?? cursor.fail();
  cursor.skipNewlines();
  cursor.expect(')');
  return condition;
}

export function readIf(cursor: Cursor, start: number): SyntaxNode {
  const children = [readCondition(cursor), readBlock(cursor)];
  for (;;) {
    const keyword = takeKeyword(cursor, 'elseif', 'else');
    if (keyword === undefined) return createNode('if_statement', start, children.at(-1)?.end ?? start, children);
    const from = cursor.at - keyword.length;
    if (keyword === 'elseif')
      children.push(closeNode(cursor, 'elseif_clause', from, [readCondition(cursor), readBlock(cursor)]));
    else children.push(closeNode(cursor, 'else_clause', from, [readBlock(cursor)]));
  }
}

export function readFor(cursor: Cursor, start: number): SyntaxNode {
  const children: SyntaxNode[] = [];
  cursor.skipNewlines();
  cursor.expect('(');
  cursor.skipNewlines();
  while (cursor.peek() !== ')') {
    if (cursor.peek() === ';') cursor.at += 1;
    else children.push(readPipeline(cursor) ?? cursor.fail());
    cursor.skipNewlines();
  }
  cursor.at += 1;
  return closeNode(cursor, 'for_statement', start, [...children, readBlock(cursor)]);
}

export function readForeach(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipNewlines();
  while (isDash(cursor.peek())) {
    readBareWord(cursor);
    cursor.skipNewlines();
    if (cursor.peek() !== '(') readWord(cursor);
    cursor.skipNewlines();
  }
  cursor.expect('(');
  cursor.skipNewlines();
  if (cursor.peek() !== '$') cursor.fail();
  const variable = readName(cursor);
  if (takeKeyword(cursor, 'in') === undefined) cursor.fail();
  cursor.skipNewlines();
  const items = readPipeline(cursor) ?? cursor.fail();
  cursor.skipNewlines();
  cursor.expect(')');
  return closeNode(cursor, 'foreach_statement', start, [variable, items, readBlock(cursor)]);
}

export function readSwitch(cursor: Cursor, start: number): SyntaxNode {
  const children: SyntaxNode[] = [];
  cursor.skipNewlines();
  while (isDash(cursor.peek())) {
    const isFile = /^.file(?![a-z])/i.test(cursor.text.slice(cursor.at, cursor.at + 6));
    while (!endsWord(cursor.peek())) cursor.at += 1;
    cursor.skipNewlines();
    if (isFile) children.push(readWord(cursor) ?? cursor.fail());
    cursor.skipNewlines();
  }
  if (cursor.peek() === '(') children.push(readCondition(cursor));
  cursor.skipNewlines();
  cursor.expect('{');
  cursor.skipNewlines();
  while (cursor.peek() !== '}') {
    children.push(readWord(cursor) ?? cursor.fail(), readBlock(cursor));
    cursor.skipSeparators();
  }
  cursor.at += 1;
  return closeNode(cursor, 'switch_statement', start, children);
}

export function readTry(cursor: Cursor, start: number): SyntaxNode {
  const children = [readBlock(cursor)];
  for (;;) {
    const keyword = takeKeyword(cursor, 'catch', 'finally');
    if (keyword === undefined) break;
    cursor.skipNewlines();
    while (cursor.peek() === '[') {
      children.push(readBracketed(cursor));
      cursor.skipNewlines();
      if (cursor.peek() !== ',') continue;
      cursor.at += 1;
      cursor.skipNewlines();
    }
    children.push(readBlock(cursor));
  }
  if (children.length === 1) cursor.fail();
  return createNode('try_statement', start, children.at(-1)?.end ?? start, children);
}
