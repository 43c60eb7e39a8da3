import type { SyntaxNode } from '../syntaxTree';
import {
  readBlockStatement,
  readDo,
  readFor,
  readForeach,
  readIf,
  readSwitch,
  readTrap,
  readTry,
  readWhile,
} from './blocks';
import { endsWord, isDash, isIdentifierPart, isIdentifierStart } from './characters';
import { createNode, type Cursor, Unreadable } from './cursor';
import { readClass, readConfiguration, readData, readEnumeration, readFunction } from './declarations';
import { wordAt } from './keywords';
import { readSimpleName } from './literals';
import { definitions, readParameterBlock, takeAttributed } from './parameters';
import { readPipeline } from './pipelines';
import { findStatementEnd } from './statementEnd';
import { readCommand } from './words';

/** Stops before `closer`; empty for the end. */
export function readStatements(cursor: Cursor, closer: string): SyntaxNode {
  const start = cursor.at;
  const children: SyntaxNode[] = [];
  let isFirst = true;
  for (;;) {
    cursor.skipSeparators();
    if (cursor.peek() === closer) break;
    const statement = readOrSkip(cursor, isFirst);
    isFirst &&= statement.type === 'using_statement';
    children.push(statement);
  }
  return createNode('statement_list', start, cursor.at, children);
}

const readOrSkip = (cursor: Cursor, isFirst: boolean): SyntaxNode =>
  cursor.attempt<SyntaxNode>(
    () => (isFirst ? readParameterBlock(cursor) : undefined) ?? readStatement(cursor) ?? cursor.fail(),
    ({ at }) => skipStatement(cursor, at),
  );

function skipStatement(cursor: Cursor, error: number): SyntaxNode {
  const start = cursor.at;
  const end = findStatementEnd(cursor.text, start, error, cursor.end);
  if (end === undefined || end > cursor.end) throw new Unreadable(error, true);
  cursor.at = end;
  return createNode('unread_statement', start, end, [createNode('error', error, error)]);
}

export function readBlock(cursor: Cursor): SyntaxNode {
  cursor.skipNewlines();
  return readBraces(cursor, 'statement_block');
}

export const readScriptBlock = (cursor: Cursor): SyntaxNode => readBraces(cursor, 'script_block_expression');

function readBraces(cursor: Cursor, type: string): SyntaxNode {
  const start = cursor.at;
  cursor.expect('{');
  const statements = cursor.nested(() => readStatements(cursor, '}'));
  cursor.at += 1;
  return createNode(type, start, cursor.at, [statements]);
}

type Reader = (cursor: Cursor, start: number) => SyntaxNode;

export function readStatement(cursor: Cursor): SyntaxNode | undefined {
  return cursor.nested(() => {
    const start = cursor.at;
    if (cursor.peek() === '[') takeAttributed(cursor, definitions);
    const label = readLabel(cursor);
    const word = wordAt(cursor);
    const reader = readerOf(word);
    if (!reader || (blockNames.has(word) && !isBeforeBrace(cursor, word))) {
      if (label) cursor.at = start;
      return readPipeline(cursor);
    }
    cursor.at += word.length;
    return reader(cursor, start);
  });
}

const loops = ['switch', 'foreach', 'for', 'while', 'do'];

/** `:name` before a loop. */
function readLabel(cursor: Cursor): boolean {
  if (cursor.peek() !== ':' || !isIdentifierStart(cursor.peek(1))) return false;
  const mark = cursor.mark();
  cursor.at += 1;
  while (isIdentifierPart(cursor.peek())) cursor.at += 1;
  const isLabel = endsWord(cursor.peek());
  cursor.skipNewlines();
  if (isLabel && loops.includes(wordAt(cursor))) return true;
  cursor.reset(mark);
  return false;
}

const blockNames = new Set(['begin', 'process', 'end', 'dynamicparam', 'clean', 'parallel', 'sequence', 'data']);

/** Without a block, `process` and similar are commands. */
function isBeforeBrace(cursor: Cursor, word: string): boolean {
  const mark = cursor.mark();
  cursor.at += word.length;
  cursor.skipNewlines();
  if (word === 'data' && isIdentifierStart(cursor.peek())) {
    readSimpleName(cursor);
    cursor.skipNewlines();
  }
  const isBefore = cursor.peek() === '{' || (word === 'data' && isDash(cursor.peek()));
  cursor.reset(mark);
  return isBefore;
}

// A function, because of circular imports.
function readerOf(keyword: string): Reader | undefined {
  switch (keyword) {
    case 'if':
      return readIf;
    case 'while':
      return readWhile;
    case 'do':
      return readDo;
    case 'for':
      return readFor;
    case 'foreach':
      return readForeach;
    case 'switch':
      return readSwitch;
    case 'try':
      return readTry;
    case 'trap':
      return readTrap;
    case 'function':
    case 'filter':
    case 'workflow':
      return readFunction;
    case 'configuration':
      return readConfiguration;
    case 'class':
      return readClass;
    case 'enum':
      return readEnumeration;
    case 'using':
      return readUsing;
    case 'return':
    case 'throw':
    case 'exit':
      return readFlow;
    case 'break':
    case 'continue':
      return readJump;
    case 'data':
      return readData;
    default:
      return blockNames.has(keyword) ? readBlockStatement : undefined;
  }
}

function readUsing(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipBlanks();
  const command = readCommand(cursor) ?? cursor.fail();
  return createNode('using_statement', start, command.end);
}

function readJump(cursor: Cursor, start: number): SyntaxNode {
  const { at } = cursor;
  const mark = cursor.mark();
  cursor.skipBlanks();
  if (!isIdentifierStart(cursor.peek())) {
    cursor.reset(mark);
    return readFlow(cursor, start);
  }
  const label = readSimpleName(cursor);
  return createNode('flow_control_statement', start, Math.max(at, label.end), [label]);
}

function readFlow(cursor: Cursor, start: number): SyntaxNode {
  const { at } = cursor;
  const mark = cursor.mark();
  cursor.skipBlanks();
  const value = readPipeline(cursor);
  if (!value) cursor.reset(mark);
  return createNode('flow_control_statement', start, value?.end ?? at, value ? [value] : []);
}
