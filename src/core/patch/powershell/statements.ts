import type { SyntaxNode } from '../syntaxTree';
import { endsWord, isDash, isIdentifierPart, isIdentifierStart, isNewline, startsVariable } from './characters';
import { createNode, type Cursor } from './cursor';
import {
  readBracketed,
  readFirstExpression,
  readInvocationArguments,
  readSingleExpression,
  readSimpleName,
} from './expressions';
import { readBareWord, readName } from './literals';
import { isRedirection, readCommand, readRedirection, readWord } from './words';

/** The statements up to `closer` (the end where it is empty), which stays. */
export function readStatements(cursor: Cursor, closer: string): SyntaxNode {
  const start = cursor.at;
  const children: SyntaxNode[] = [];
  let isFirst = true;
  for (;;) {
    cursor.skipSeparators();
    if (cursor.peek() === closer) break;
    const parameters = isFirst ? readParameterBlock(cursor) : undefined;
    const statement: SyntaxNode = parameters ?? readStatement(cursor) ?? cursor.fail();
    isFirst &&= statement.type === 'using_statement';
    children.push(statement);
  }
  return createNode('statement_list', start, cursor.at, children);
}

/** `{ statements }` */
function readBlock(cursor: Cursor): SyntaxNode {
  cursor.skipNewlines();
  return readBraces(cursor, 'statement_block');
}

/** `{ … }` as a value. */
export const readScriptBlock = (cursor: Cursor): SyntaxNode => readBraces(cursor, 'script_block_expression');

function readBraces(cursor: Cursor, type: string): SyntaxNode {
  const start = cursor.at;
  cursor.expect('{');
  const statements = cursor.nested(() => readStatements(cursor, '}'));
  cursor.at += 1;
  return createNode(type, start, cursor.at, [statements]);
}

/** The keyword here in lower case; empty where a word begins that is none, or nothing. */
function wordAt(cursor: Cursor): string {
  if (!isIdentifierStart(cursor.peek())) return '';
  let length = 1;
  while (length < 20 && isIdentifierPart(cursor.peek(length))) length += 1;
  return endsWord(cursor.peek(length)) ? cursor.text.slice(cursor.at, cursor.at + length).toLowerCase() : '';
}

/** Takes a keyword after blanks and line ends; takes nothing where another word follows. */
function takeKeyword(cursor: Cursor, ...keywords: readonly string[]): string | undefined {
  const mark = cursor.mark();
  cursor.skipNewlines();
  const word = wordAt(cursor);
  if (keywords.includes(word)) {
    cursor.at += word.length;
    return word;
  }
  cursor.reset(mark);
  return undefined;
}

/** Attributes and types, one after another; what follows them is the next thing that is no blank. */
function readBracketList(cursor: Cursor): readonly SyntaxNode[] {
  const brackets: SyntaxNode[] = [];
  while (cursor.peek() === '[') {
    brackets.push(readBracketed(cursor));
    cursor.skipNewlines();
  }
  return brackets;
}

/** Reads brackets before one of the keywords. Undefined, and nothing read, where none of them follows. */
function takeAttributed(cursor: Cursor, keywords: readonly string[]): readonly SyntaxNode[] | undefined {
  const mark = cursor.mark();
  if (cursor.peek() === '[' && cursor.plainBrackets.has(cursor.at)) return undefined;
  const brackets = readBracketList(cursor);
  if (keywords.includes(wordAt(cursor))) return brackets;
  if (brackets.length > 0) cursor.plainBrackets.add(mark.at);
  cursor.reset(mark);
  return undefined;
}

const definitions = ['class', 'enum', 'configuration'];
const attributed = [...definitions, 'param'];

/** `param(…)` with the attributes before it; undefined where the block does not begin with one. */
function readParameterBlock(cursor: Cursor): SyntaxNode | undefined {
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

function readParameters(cursor: Cursor): readonly SyntaxNode[] {
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

/** `= value` behind a parameter, a property or a name of an enumeration. */
function readDefault(cursor: Cursor): SyntaxNode | undefined {
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

type Reader = (cursor: Cursor, start: number) => SyntaxNode;

/** One statement; undefined where none begins. */
export function readStatement(cursor: Cursor): SyntaxNode | undefined {
  return cursor.nested(() => {
    const start = cursor.at;
    if (cursor.peek() === '[') takeAttributed(cursor, definitions);
    const label = readLabel(cursor);
    const word = wordAt(cursor);
    const reader = Object.hasOwn(readers, word) ? readers[word] : undefined;
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

/** Whether a block follows the word; `process` and its like are commands otherwise. */
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

const readers: Readonly<Record<string, Reader>> = {
  if: readIf,
  while: (cursor, start) => finish(cursor, 'while_statement', start, [readCondition(cursor), readBlock(cursor)]),
  do: (cursor, start) => {
    const block = readBlock(cursor);
    if (takeKeyword(cursor, 'while', 'until') === undefined) cursor.fail();
    return finish(cursor, 'do_statement', start, [block, readCondition(cursor)]);
  },
  for: readFor,
  foreach: readForeach,
  switch: readSwitch,
  try: readTry,
  trap: (cursor, start) => {
    cursor.skipNewlines();
    return finish(cursor, 'trap_statement', start, [...readBracketList(cursor), readBlock(cursor)]);
  },
  function: readFunction,
  filter: readFunction,
  workflow: readFunction,
  configuration: (cursor, start) => {
    cursor.skipNewlines();
    const name = readWord(cursor) ?? cursor.fail();
    return finish(cursor, 'function_statement', start, [name, readBlock(cursor)]);
  },
  class: readClass,
  enum: readEnumeration,
  using: (cursor, start) => {
    cursor.skipBlanks();
    const command = readCommand(cursor) ?? cursor.fail();
    return createNode('using_statement', start, command.end);
  },
  return: readFlow,
  throw: readFlow,
  exit: readFlow,
  break: readJump,
  continue: readJump,
  begin: readNamedBlock,
  process: readNamedBlock,
  end: readNamedBlock,
  dynamicparam: readNamedBlock,
  clean: readNamedBlock,
  parallel: readNamedBlock,
  sequence: readNamedBlock,
  data: (cursor, start) => {
    cursor.skipNewlines();
    const names = isIdentifierStart(cursor.peek()) ? [readSimpleName(cursor)] : [];
    cursor.skipNewlines();
    while (isDash(cursor.peek())) {
      readBareWord(cursor);
      cursor.skipBlanks();
      if (cursor.peek() !== '{') readWord(cursor);
      cursor.skipNewlines();
      while (cursor.peek() === ',') {
        cursor.at += 1;
        cursor.skipNewlines();
        readWord(cursor);
        cursor.skipNewlines();
      }
    }
    return finish(cursor, 'data_statement', start, [...names, readBlock(cursor)]);
  },
};

const finish = (cursor: Cursor, type: string, start: number, children: readonly SyntaxNode[]): SyntaxNode =>
  createNode(type, start, cursor.at, children);

function readNamedBlock(cursor: Cursor, start: number): SyntaxNode {
  return finish(cursor, 'named_block', start, [readBlock(cursor)]);
}

/** `(pipeline)` of a statement. */
function readCondition(cursor: Cursor): SyntaxNode {
  cursor.skipNewlines();
  cursor.expect('(');
  cursor.skipNewlines();
  const condition = readPipeline(cursor) ?? cursor.fail();
  cursor.skipNewlines();
  cursor.expect(')');
  return condition;
}

function readIf(cursor: Cursor, start: number): SyntaxNode {
  const children = [readCondition(cursor), readBlock(cursor)];
  for (;;) {
    const keyword = takeKeyword(cursor, 'elseif', 'else');
    if (keyword === undefined) return createNode('if_statement', start, children.at(-1)?.end ?? start, children);
    const from = cursor.at - keyword.length;
    if (keyword === 'elseif')
      children.push(finish(cursor, 'elseif_clause', from, [readCondition(cursor), readBlock(cursor)]));
    else children.push(finish(cursor, 'else_clause', from, [readBlock(cursor)]));
  }
}

function readFor(cursor: Cursor, start: number): SyntaxNode {
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
  return finish(cursor, 'for_statement', start, [...children, readBlock(cursor)]);
}

function readForeach(cursor: Cursor, start: number): SyntaxNode {
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
  return finish(cursor, 'foreach_statement', start, [variable, items, readBlock(cursor)]);
}

function readSwitch(cursor: Cursor, start: number): SyntaxNode {
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
  return finish(cursor, 'switch_statement', start, children);
}

function readTry(cursor: Cursor, start: number): SyntaxNode {
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

function readFunction(cursor: Cursor, start: number): SyntaxNode {
  cursor.skipNewlines();
  const from = cursor.at;
  if (endsWord(cursor.peek())) cursor.fail();
  readBareWord(cursor);
  const name = createNode('function_name', from, cursor.at);
  cursor.skipNewlines();
  const parameters = cursor.peek() === '(' ? readParameters(cursor) : [];
  return finish(cursor, 'function_statement', start, [name, ...parameters, readBlock(cursor)]);
}

function readClass(cursor: Cursor, start: number): SyntaxNode {
  skipClassHead(cursor);
  const members: SyntaxNode[] = [];
  cursor.skipSeparators();
  while (cursor.peek() !== '}') {
    members.push(readClassMember(cursor));
    cursor.skipSeparators();
  }
  cursor.at += 1;
  return finish(cursor, 'class_statement', start, members);
}

/** `Name : Base, Interface {` */
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

/** A property, or a method with its parameters and body. */
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
  return finish(cursor, 'class_method', start, [...brackets, ...parameters, ...toBase, readBlock(cursor)]);
}

function readEnumeration(cursor: Cursor, start: number): SyntaxNode {
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
  return finish(cursor, 'enum_statement', start, values);
}

/** `break` and `continue` with their label. */
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

/** `return`, `throw`, `exit` with their pipeline. */
function readFlow(cursor: Cursor, start: number): SyntaxNode {
  const { at } = cursor;
  const mark = cursor.mark();
  cursor.skipBlanks();
  const value = readPipeline(cursor);
  if (!value) cursor.reset(mark);
  return createNode('flow_control_statement', start, value?.end ?? at, value ? [value] : []);
}

/** An assignment, or pipelines with `&&` and `||` between them. Undefined where a statement cannot begin. */
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
      // A command in the background.
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

/** What stands between `|`; one alone is itself. */
function readElements(cursor: Cursor, first: SyntaxNode | undefined): SyntaxNode | undefined {
  const element = first ? readRedirected(cursor, first) : readCommand(cursor);
  if (!element) return undefined;
  const elements = [element];
  for (;;) {
    const mark = cursor.mark();
    cursor.skipBlanks();
    if (isNewline(cursor.peek())) cursor.skipNewlinesBeforePipe();
    // `||` may begin a line too.
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
