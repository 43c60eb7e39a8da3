import { fixed, mergeParts, type Part, type Quote, unknown, type Word } from './model';
import type { SyntaxNode } from './syntaxTree';
import { lookUp } from '../../kernel/lookUp';

const cut = ({ start, end }: SyntaxNode, text: string): string => text.slice(start, end);

export function readWord(node: SyntaxNode, text: string): Word {
  const { start, end, type } = node;
  const items = itemsOf(node)?.map((each) => readWord(each, text));
  const quote = lookUp(quotes, type) ?? '';
  return {
    start,
    end,
    parts: partsOf(node, text),
    quote,
    spread: spreadOf(node, text),
    ...(items ? { items } : {}),
    ...(type === 'parameter_with_value' ? colonValueOf(node, text) : {}),
  };
}

const quotes: Readonly<Record<string, Quote>> = {
  expandable_string_literal: '"',
  verbatim_string_characters: "'",
};

function colonValueOf({ children }: SyntaxNode, text: string): Pick<Word, 'colonValue'> {
  const value = children.findLast(({ isNamed, type }) => isNamed && type !== 'comment');
  return value ? { colonValue: readWord(value, text) } : {};
}

const mayGiveList = new Set([
  'parenthesized_expression',
  'sub_expression',
  'member_access',
  'invocation_expression',
  'element_access',
]);

function spreadOf(node: SyntaxNode, text: string): Word['spread'] {
  const source = cut(node, text);
  if (node.type === 'array_expression') return 'list';
  if (node.type === 'variable' || node.type === 'braced_variable') {
    if (source.startsWith('@')) return 'list';
    // Environment variables hold text; `$true` and `$false` are one word.
    return /^\$(\{?env:|true$|false$)/i.test(source) ? 'no' : 'maybe';
  }
  if (!mayGiveList.has(node.type)) return 'no';
  return insideOf(node) ? 'no' : 'maybe';
}

/** The only text or environment variable inside parentheses or a cast. */
function insideOf(node: SyntaxNode): SyntaxNode | undefined {
  const [inner, more] = node.children.filter(({ type }) => type !== 'comment');
  if (node.type === 'parenthesized_expression' && inner && !more) return insideOf(inner) ?? textIn(inner);
  return node.type === 'cast_expression' && more ? textIn(more) : undefined;
}

const textIn = (node: SyntaxNode): SyntaxNode | undefined => (lookUp(quotes, node.type) ? node : undefined);

/** Also after a cast to a list type; undefined for other nodes. */
export function itemsOf(node: SyntaxNode): readonly SyntaxNode[] | undefined {
  const children = node.children.filter(({ isNamed, type }) => isNamed && type !== 'comment');
  if (node.type === 'array_literal_expression') return children;
  if (node.type === 'cast_expression') {
    const [, value] = children;
    return value && itemsOf(value);
  }
  if (node.type === 'parenthesized_expression') {
    const [inner, more] = children;
    return inner && !more ? itemsOf(inner) : undefined;
  }
  if (node.type !== 'array_expression') return undefined;
  return children
    .flatMap((child) => (child.type === 'statement_list' ? child.children : [child]))
    .filter(({ isNamed, type }) => isNamed && type !== 'comment')
    .flatMap((child) => itemsOf(child) ?? [child]);
}

function partsOf(node: SyntaxNode, text: string): readonly Part[] {
  const source = cut(node, text);
  switch (node.type) {
    case 'verbatim_string_characters':
      return fixed(source.slice(1, -1).replace(/['\u2018-\u201b](['\u2018-\u201b])/g, '$1'));
    case 'expandable_string_literal':
      return withGaps(node, node.start + 1, node.end - 1, text, true);
    case 'variable':
    case 'braced_variable':
      return [variablePart(source)];
    case 'command_parameter':
      return fixed(source.replace(/:$/, ''));
    case 'command_name':
    case 'number':
    case 'simple_name':
      return fixed(unescape(source, false));
    case 'generic_token':
      return withGaps(node, node.start, node.end, text, false);
    case 'parameter_with_value':
      return withValue(node, text);
    case 'parenthesized_expression':
    case 'cast_expression': {
      const inner = insideOf(node);
      return inner ? partsOf(inner, text) : unknown;
    }
    default:
      return unknown;
  }
}

function withValue(node: SyntaxNode, text: string): readonly Part[] {
  const { colonValue } = colonValueOf(node, text);
  const [name] = node.children;
  return name && colonValue ? [...fixed(cut(name, text)), ...colonValue.parts] : unknown;
}

const constants: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: '' };

function variablePart(source: string): Part {
  const name = nameOf(source);
  const text = lookUp(constants, name);
  return text === undefined ? { variable: name } : { text };
}

function withGaps(node: SyntaxNode, start: number, end: number, text: string, isString: boolean): readonly Part[] {
  const parts: Part[] = [];
  let at = start;
  const fill = (to: number): void => {
    if (to > at) parts.push({ text: unescape(text.slice(at, to), isString) });
  };
  for (const child of node.children) {
    fill(child.start);
    parts.push(...partsOf(child, text));
    at = child.end;
  }
  fill(end);
  return parts.length === 0 ? fixed('') : mergeParts(parts);
}

const escape = /`u\{([0-9a-f]{1,6})\}|`([^])|["\u201c-\u201e](["\u201c-\u201e])/gi;
const escaped: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

export const unescape = (source: string, isString: boolean): string =>
  source.replace(escape, (all, code: string | undefined, character: string | undefined, quote: string | undefined) => {
    if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
    if (character !== undefined) return lookUp(escaped, character) ?? character;
    return isString && quote !== undefined ? quote : all;
  });

/** Variables ignore case; the rules assume one scope per script. */
export const nameOf = (source: string): string =>
  source
    .replace(/^[$@]/, '')
    .replace(/^\{([^]*)\}$/, '$1')
    .replace(/`(.)/g, '$1')
    .toLowerCase()
    .replace(/^(global|script|local|private|using|variable):/, '');
