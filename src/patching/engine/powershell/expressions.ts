import type { SyntaxNode } from '../syntaxTree';
import { readBracketed } from './brackets';
import { endsNumber, isDash, isDigit, isIdentifierStart, isNewline } from './characters';
import { createNode, type Cursor, readListItems } from './cursor';
import { readPrimary } from './primaries';
import { readSuffixes } from './suffixes';

interface Place {
  readonly hasLists: boolean;
  readonly mayBeCommand: boolean;
}

const withLists: Place = { hasLists: true, mayBeCommand: false };
const withoutLists: Place = { hasLists: false, mayBeCommand: false };

export const readExpression = (cursor: Cursor): SyntaxNode | undefined => readOperands(cursor, withLists);
/** For method arguments, attributes, and parameter defaults, where a comma is not an operator. */
export const readSingleExpression = (cursor: Cursor): SyntaxNode | undefined => readOperands(cursor, withoutLists);
/** A hashtable key that isn't a simple name. */
export const readKey = (cursor: Cursor): SyntaxNode | undefined => readUnary(cursor, withoutLists);
/** Undefined if the statement starts with a command. */
export const readFirstExpression = (cursor: Cursor): SyntaxNode | undefined =>
  readOperands(cursor, { hasLists: true, mayBeCommand: true });

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const comparisons = 'eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split'.split(
  ' ',
);
const binaryNames = names(
  [
    'and or xor band bor bxor join is isnot as f shl shr',
    ...comparisons.flatMap((each) => [each, `i${each}`, `c${each}`]),
  ].join(' '),
);
const unaryNames = names('not bnot join split isplit csplit');

/** Operands are siblings, because precedence doesn't matter here. */
function readOperands(cursor: Cursor, place: Place): SyntaxNode | undefined {
  return cursor.nested(() => {
    const first = readOperand(cursor, place);
    if (!first) return undefined;
    const operands = [first];
    for (let operator = operatorAt(cursor); operator > 0; operator = operatorAt(cursor)) {
      const isTernary = operator === 1 && cursor.peek() === '?';
      cursor.at += operator;
      cursor.skipNewlines();
      if (isTernary) {
        operands.push(...readBranches(cursor, place));
        break;
      }
      operands.push(readOperand(cursor, { ...place, mayBeCommand: false }) ?? cursor.fail());
    }
    return operands.length === 1 ? first : spanning('binary_expression', operands, first.start);
  });
}

/** `value : value`, after `?`. */
function readBranches(cursor: Cursor, { hasLists }: Place): readonly SyntaxNode[] {
  const place = { hasLists, mayBeCommand: false };
  const first = readOperands(cursor, place) ?? cursor.fail();
  cursor.skipNewlines();
  cursor.expect(':');
  cursor.skipNewlines();
  return [first, readOperands(cursor, place) ?? cursor.fail()];
}

const spanning = (type: string, children: readonly SyntaxNode[], start: number): SyntaxNode =>
  createNode(type, start, children.at(-1)?.end ?? start, children);

/** Length; 0, without skipping anything, if the expression ends. */
function operatorAt(cursor: Cursor): number {
  const mark = cursor.mark();
  cursor.skipBlanks();
  const length = operatorLength(cursor);
  if (length === 0) {
    cursor.reset(mark);
  }
  return length;
}

function operatorLength(cursor: Cursor): number {
  const c = cursor.peek();
  const next = cursor.peek(1);
  if (isDash(c)) {
    const name = operatorName(cursor);
    if (name !== '') return binaryNames.has(name) ? name.length + 1 : cursor.fail();
    return next === '=' || isDash(next) ? 0 : 1;
  }
  if (c === '+') return next === '=' || next === '+' ? 0 : 1;
  if (c === '*') return next === '=' || next === '>' ? 0 : 1;
  if (c === '/' || c === '%') return next === '=' ? 0 : 1;
  if (c === '.') return next === '.' ? 2 : 0;
  if (c !== '?') return 0;
  if (next !== '?') return 1;
  return cursor.peek(2) === '=' ? 0 : 2;
}

function operatorName(cursor: Cursor): string {
  let length = 1;
  while (/^[a-z]$/i.test(cursor.peek(length))) length += 1;
  return cursor.text.slice(cursor.at + 1, cursor.at + length).toLowerCase();
}

/** A list `a, b`, or one value with its prefixes and suffixes. */
function readOperand(cursor: Cursor, place: Place): SyntaxNode | undefined {
  const first = readUnary(cursor, place);
  if (!first || !place.hasLists) return first;
  const items = readListItems(cursor, first, () => readUnary(cursor, withLists));
  return items.length === 1 ? first : spanning('array_literal_expression', items, first.start);
}

const maxPrefixes = 50;

function readUnary(cursor: Cursor, place: Place): SyntaxNode | undefined {
  const prefixes: SyntaxNode[] = [];
  let value: SyntaxNode | undefined;
  for (;;) {
    const isFirst = place.mayBeCommand && prefixes.length === 0;
    const prefix = cursor.peek() === '[' ? readBracketed(cursor) : readPrefix(cursor, place, isFirst);
    if (!prefix) break;
    if (prefixes.push(prefix) > maxPrefixes) cursor.fail();
    if (prefix.type === 'type_literal') {
      value = readSuffixes(cursor, prefix, false, false);
      if (value !== prefix) {
        prefixes.pop();
        break;
      }
      value = undefined;
      const mark = cursor.mark();
      cursor.skipBlanks();
      if (isNewline(cursor.peek()) || cursor.peek() === ',') cursor.reset(mark);
    } else cursor.skipNewlines();
  }
  value ??= readValue(cursor, place.mayBeCommand && prefixes.length === 0);
  const last = prefixes.at(-1);
  if (!value && last?.type === 'type_literal') {
    prefixes.pop();
    value = last;
    cursor.at = last.end;
  }
  if (!value) return prefixes.length > 0 ? cursor.fail() : undefined;
  const whole = prefixes.reduceRight<SyntaxNode>(wrap, value);
  return readIncrement(cursor, whole);
}

function wrap(value: SyntaxNode, prefix: SyntaxNode): SyntaxNode {
  const isCast = prefix.type === 'type_literal' || prefix.type === 'attribute';
  const type = isCast ? 'cast_expression' : prefix.type;
  return createNode(type, prefix.start, value.end, isCast ? [prefix, value] : [value]);
}

function readPrefix(cursor: Cursor, { hasLists }: Place, isFirst: boolean): SyntaxNode | undefined {
  const start = cursor.at;
  const c = cursor.peek();
  const next = cursor.peek(1);
  const take = (length: number, type = 'unary_expression'): SyntaxNode => {
    cursor.at += length;
    return createNode(type, start, cursor.at);
  };
  if (c === ',') return hasLists ? take(1, 'array_literal_expression') : undefined;
  if (c === '!') return isFirst && isIdentifierStart(next) ? undefined : take(1);
  if (c === '+') {
    if (next === '+') return take(2, 'increment_expression');
    return next === '=' || isDigit(next) ? undefined : take(1);
  }
  if (!isDash(c)) return undefined;
  if (isDash(next)) return take(2, 'increment_expression');
  const name = operatorName(cursor);
  if (name !== '') return unaryNames.has(name) ? take(name.length + 1) : undefined;
  return next === '=' || isDigit(next) || (next === '.' && isDigit(cursor.peek(2))) ? undefined : take(1);
}

function readIncrement(cursor: Cursor, value: SyntaxNode): SyntaxNode {
  const mark = cursor.mark();
  cursor.skipBlanks();
  const c = cursor.peek();
  if ((c === '+' && cursor.peek(1) === '+') || (isDash(c) && isDash(cursor.peek(1)))) {
    cursor.at += 2;
    return createNode('increment_expression', value.start, cursor.at, [value]);
  }
  cursor.reset(mark);
  return value;
}

function readValue(cursor: Cursor, isFirst: boolean): SyntaxNode | undefined {
  const c = cursor.peek();
  if (isDigit(c) || (c === '.' && isDigit(cursor.peek(1))) || c === '+' || isDash(c)) {
    const number = readNumber(cursor, isFirst);
    return number && readSuffixes(cursor, number, false);
  }
  const primary = readPrimary(cursor, false);
  return primary && readSuffixes(cursor, primary, false);
}

const number =
  /[+\-\u2013-\u2015]?(?:0x[0-9a-f]+|0b[01]+|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:e[+\-\u2013-\u2015]?\d+)?)(?:u[lsy]?|[lsdyn])?(?:[kmgtp]b)?/iy;

function readNumber(cursor: Cursor, isFirst: boolean): SyntaxNode | undefined {
  // `2>&1` is a word; in `2>`, 2 is a number.
  if (/^[1-6]>&[12]$/.test(cursor.text.slice(cursor.at, cursor.at + 4))) return undefined;
  number.lastIndex = cursor.at;
  const found = number.exec(cursor.text)?.[0];
  if (found === undefined) return undefined;
  const next = cursor.peek(found.length);
  const isEnded = endsNumber(next) || (!isFirst && (next === '?' || next === ':'));
  if (!isEnded) return isFirst ? undefined : cursor.fail();
  cursor.at += found.length;
  return createNode('number', cursor.at - found.length, cursor.at);
}
