import type { SyntaxNode } from '../syntaxTree';
import { startsVariable } from './characters';
import { readBracketed } from './brackets';
import { createNode, type Cursor } from './cursor';
import { readSingleExpression } from './expressions';
import { wordAt } from './keywords';
import { readName } from './literals';

/** Also consumes the blanks after them. */
export function readBracketList(cursor: Cursor): readonly SyntaxNode[] {
  const brackets: SyntaxNode[] = [];
  while (cursor.peek() === '[') {
    brackets.push(readBracketed(cursor));
    cursor.skipNewlines();
  }
  return brackets;
}

/** Consumes nothing and returns undefined if no keyword follows. */
export function takeAttributed(cursor: Cursor, keywords: readonly string[]): readonly SyntaxNode[] | undefined {
  const mark = cursor.mark();
  if (cursor.peek() === '[' && cursor.plainBrackets.has(cursor.at)) return undefined;
  const brackets = readBracketList(cursor);
  if (keywords.includes(wordAt(cursor))) return brackets;
  for (const { start } of brackets) cursor.plainBrackets.add(start);
  cursor.reset(mark);
  return undefined;
}

export const definitions = ['class', 'enum', 'configuration'];
const attributed = [...definitions, 'param'];

/** Undefined if the block doesn't start with `param(…)`. */
export function readParameterBlock(cursor: Cursor): SyntaxNode | undefined {
  const start = cursor.mark();
  const attributes = takeAttributed(cursor, attributed);
  if (!attributes || wordAt(cursor) !== 'param') {
    cursor.reset(start);
    return undefined;
  }
  cursor.at += 'param'.length;
  cursor.skipNewlines();
  if (cursor.peek() !== '(') {
    cursor.reset(start);
    return undefined;
  }
  const parameters = readParameters(cursor);
  return createNode('param_block', start.at, cursor.at, [...attributes, ...parameters]);
}

export function readParameters(cursor: Cursor): readonly SyntaxNode[] {
  const parameters: SyntaxNode[] = [];
  cursor.expect('(');
  cursor.skipNewlines();
  while (cursor.peek() !== ')') {
    parameters.push(readParameter(cursor));
    cursor.skipNewlines();
    if (cursor.peek() === ')') break;
    cursor.expect(',');
    cursor.skipNewlines();
  }
  cursor.at += 1;
  return parameters;
}

function readParameter(cursor: Cursor): SyntaxNode {
  const start = cursor.at;
  const brackets = readBracketList(cursor);
  if (!'$@'.includes(cursor.peek()) || !(startsVariable(cursor.peek(1)) || cursor.peek(1) === '{')) cursor.fail();
  const variable = readName(cursor);
  const given = readDefault(cursor);
  return createNode('script_parameter', start, given?.end ?? variable.end, [
    ...brackets,
    variable,
    ...(given ? [given] : []),
  ]);
}

/** `= value` after a parameter, property, or enumeration member. */
export function readDefault(cursor: Cursor): SyntaxNode | undefined {
  const mark = cursor.mark();
  cursor.skipNewlines();
  const start = cursor.at;
  if (cursor.peek() !== '=') {
    cursor.reset(mark);
    return undefined;
  }
  cursor.at += 1;
  cursor.skipNewlines();
  const value = readSingleExpression(cursor) ?? cursor.fail();
  return createNode('script_parameter_default', start, value.end, [value]);
}
