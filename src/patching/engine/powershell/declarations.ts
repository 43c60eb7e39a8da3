import type { SyntaxNode } from '../syntaxTree';
import { endsWord, isDash, isIdentifierStart } from './characters';
import { closeNode, createNode, type Cursor } from './cursor';
import { takeKeyword } from './keywords';
import { readBareWord, readName, readSimpleName } from './literals';
import { readBracketList, readDefault, readParameters } from './parameters';
import { readBlock } from './statements';
import { readInvocationArguments } from './suffixes';
import { readWord } from './words';

export function readFunction(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipNewlines();
  const from = cursor.at;
  if (endsWord(cursor.peek())) cursor.fail();
  readBareWord(cursor);
  const name = createNode('function_name', from, cursor.at);
  cursor.skipNewlines();
  const parameters = cursor.peek() === '(' ? readParameters(cursor) : [];
  return closeNode(cursor, 'function_statement', start, [name, ...parameters, readBlock(cursor)]);
}

export function readClass(cursor: Cursor, start: number): SyntaxNode {
  skipClassHead(cursor);
  const members: SyntaxNode[] = [];
  cursor.skipSeparators();
  while (cursor.peek() !== '}') {
    members.push(readClassMember(cursor));
    cursor.skipSeparators();
  }
  cursor.at += 1;
  return closeNode(cursor, 'class_statement', start, members);
}

/** `Name : Base, Interface {`. */
function skipClassHead(cursor: Cursor): void {
  cursor.skipNewlines();
  if (!isIdentifierStart(cursor.peek())) cursor.fail();
  for (let c = cursor.peek(); c !== '{'; c = cursor.peek()) {
    if (cursor.at >= cursor.end || '$"\'(;}'.includes(c)) cursor.fail();
    const { at } = cursor;
    cursor.skipNewlines();
    if (cursor.at === at) cursor.at += 1;
  }
  cursor.at += 1;
}

function readClassMember(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const brackets = [...readBracketList(cursor)];
  while (takeKeyword(cursor, 'static', 'hidden') !== undefined) {
    cursor.skipNewlines();
    brackets.push(...readBracketList(cursor));
  }
  cursor.skipNewlines();
  if (cursor.peek() === '$') {
    const name = readName(cursor);
    const given = readDefault(cursor);
    return createNode('class_property', start, given?.end ?? name.end, [...brackets, ...(given ? [given] : [])]);
  }
  if (!isIdentifierStart(cursor.peek())) cursor.fail();
  readSimpleName(cursor);
  cursor.skipNewlines();
  const parameters = readParameters(cursor);
  cursor.skipNewlines();
  const toBase: SyntaxNode[] = [];
  if (cursor.peek() === ':') {
    cursor.at += 1;
    if (takeKeyword(cursor, 'base') === undefined) cursor.fail();
    cursor.skipNewlines();
    toBase.push(...readInvocationArguments(cursor));
  }
  return closeNode(cursor, 'class_method', start, [...brackets, ...parameters, ...toBase, readBlock(cursor)]);
}

export function readEnumeration(cursor: Cursor, start: number): SyntaxNode {
  skipClassHead(cursor);
  const values: SyntaxNode[] = [];
  cursor.skipSeparators();
  while (cursor.peek() !== '}') {
    if (!isIdentifierStart(cursor.peek())) cursor.fail();
    readSimpleName(cursor);
    const given = readDefault(cursor);
    if (given) values.push(given);
    cursor.skipSeparators();
  }
  cursor.at += 1;
  return closeNode(cursor, 'enum_statement', start, values);
}

export function readConfiguration(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipNewlines();
  const name = readWord(cursor) ?? cursor.fail();
  const block = readBlock(cursor);
  return closeNode(cursor, 'function_statement', start, [name, block]);
}

/** `data name -SupportedCommand a, b { … }`. */
export function readData(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipNewlines();
  const children = isIdentifierStart(cursor.peek()) ? [readSimpleName(cursor)] : [];
  cursor.skipNewlines();
  while (isDash(cursor.peek()) || cursor.peek() === ',') {
    if (cursor.peek() === ',') cursor.at += 1;
    else readBareWord(cursor);
    cursor.skipNewlines();
    if (cursor.peek() !== '{') readWord(cursor);
    cursor.skipNewlines();
  }
  children.push(readBlock(cursor));
  return closeNode(cursor, 'data_statement', start, children);
}
