import {
  fixed,
  type Assignment,
  type Command,
  type Default,
  type Entry,
  type Literal,
  type Model,
  type Part,
  type Quote,
  type Table,
  unknown,
  type Word,
} from './model';
import { remoteBlocksIn } from './remoteBlocks';
import { nodesOf, type SyntaxNode } from './syntaxTree';

const literalTypes = new Set([
  'expandable_string_literal',
  'verbatim_string_characters',
  'expandable_here_string_literal',
  'verbatim_here_string_characters',
]);
const notArguments =
  /^(command_invokation_operator|command_argument_sep|redirection|merging_redirection_operator|ERROR)$/;

/**
 * The text as the grammar can read it, of the same length. The grammar knows no `--name=value`, no bare `$folder\y`, no
 * lists of bare words, no `default` in a switch and no statement on the line of a `param` block, and it takes a backtick
 * before an empty line for a continuation where PowerShell ends the command.
 */
export const readableByGrammar = (text: string): string =>
  text
    .replace(/(?<=\s--[a-z][a-z-]*)=(?=\S)/gi, ' ')
    .replace(/(?<=[\s(])\$(?=(?:env:)?\w+\\)/gi, '_')
    .replace(/(?<=\s[a-z][\w=.*-]*),[ \t]*(?=[a-z])/gi, (comma) => '_'.repeat(comma.length))
    .replace(/(?<=^|[\s{}])default(?=\s*\{)/gim, '"other"')
    .replace(/`(?=\r?\n[ \t]*(?:\r?\n|$))/g, ' ')
    .replace(/(\bparam[ \t]*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))[ \t](?=[ \t]*[^\s;}#])/gi, '$1\n');

/** What a PowerShell syntax tree says, in the terms of the rules. */
export function readPowershell(root: SyntaxNode, text: string): Model {
  const commands: Command[] = [];
  const assignments: Assignment[] = [];
  const tables: Table[] = [];
  const literals: Literal[] = [];
  const nodes = nodesOf(root);
  for (const node of nodes) {
    if (node.type === 'command') commands.push(readCommand(node, text));
    else if (node.type === 'hash_literal_expression') tables.push(readTable(node, text));
    else if (literalTypes.has(node.type)) literals.push({ start: node.start, end: node.end, node });
    else assignments.push(...readAssignment(node, text));
  }
  return {
    language: 'powershell',
    text,
    commands,
    assignments,
    tables,
    literals,
    wrappers: new Set(),
    remote: remoteBlocksIn(nodes, commands, text),
    defaults: nodes.flatMap((node) => defaultOf(node, text)),
  };
}

/** What a parameter holds when it is not given. */
function defaultOf({ type, children }: SyntaxNode, text: string): readonly Default[] {
  if (type !== 'script_parameter') return [];
  const variable = children.find((child) => child.type === 'variable');
  const value = children.find((child) => child.type === 'script_parameter_default')?.children.at(-1);
  return variable && value ? [{ name: nameOf(cut(variable, text)), value: readWord(value, text) }] : [];
}

function readCommand(node: SyntaxNode, text: string): Command {
  const words = node.children.flatMap((child) => (child.type === 'command_elements' ? child.children : [child]));
  return {
    start: node.start,
    end: node.end,
    node,
    words: words.filter(({ type, isNamed }) => isNamed && !notArguments.test(type)).map((each) => readWord(each, text)),
    output: undefined,
  };
}

function readTable(node: SyntaxNode, text: string): Table {
  const entries: Entry[] = [];
  for (const each of nodesOf(node)) {
    if (each.type !== 'hash_entry' || tableAround(each) !== node) continue;
    const [key, , value] = each.children;
    if (!key) continue;
    const name = cut(key, text).replace(/^["']|["']$/g, '');
    entries.push({
      start: each.start,
      end: each.end,
      key: name,
      keyEnd: key.end,
      value: value && readWord(value, text),
    });
  }
  return { start: node.start, end: node.end, entries };
}

const tableAround = (node: SyntaxNode): SyntaxNode | undefined =>
  node.parent === undefined || node.parent.type === 'hash_literal_expression' ? node.parent : tableAround(node.parent);

const bare = { statement: undefined, isAppended: false, value: undefined, list: undefined, table: undefined };

function readAssignment(node: SyntaxNode, text: string): readonly Assignment[] {
  const somehow = (each: SyntaxNode): Assignment => ({ name: nameOf(cut(each, text)), target: each, ...bare });
  if (node.type === 'script_parameter' || node.type === 'foreach_statement') {
    return node.children
      .filter(({ type }) => type === 'variable')
      .slice(0, 1)
      .map(somehow);
  }
  if (node.type !== 'assignment_expression') return [];
  const [target, operator, value] = node.children;
  const variable = target && nodesOf(target).findLast(({ type }) => type === 'variable' || type === 'braced_variable');
  if (!variable || !value) return [];
  if (variable.end !== target.end) return [somehow(variable)];
  const isAppended = operator !== undefined && cut(operator, text) === '+=';
  const name = nameOf(cut(variable, text));
  if (value.type === 'hash_literal_expression') {
    return [{ ...bare, name, target: variable, statement: node, isAppended, table: readTable(value, text) }];
  }
  const list = itemsOf(value)?.map((each) => readWord(each, text));
  return [
    {
      ...bare,
      name,
      target: variable,
      statement: node,
      isAppended,
      list,
      value: list ? undefined : readWord(value, text),
    },
  ];
}

/** The items of `@('a', 'b')` or `'a', 'b'`; undefined for anything else. */
function itemsOf(node: SyntaxNode): readonly SyntaxNode[] | undefined {
  if (node.type === 'array_literal_expression') return node.children.filter(({ isNamed }) => isNamed);
  if (node.type !== 'array_expression') return undefined;
  return node.children
    .filter(({ isNamed }) => isNamed)
    .flatMap((child) => (child.type === 'statement_list' ? child.children : [child]))
    .filter(({ isNamed, type }) => isNamed && type !== 'comment')
    .flatMap((child) => itemsOf(child) ?? [child]);
}

function readWord(node: SyntaxNode, text: string): Word {
  const source = cut(node, text);
  const quote: Quote =
    node.type === 'expandable_string_literal' ? '"' : node.type === 'verbatim_string_characters' ? "'" : '';
  // A bare variable is spread too when it holds an array; those of the environment hold text.
  const isVariable = /^\$(?!env:)\w/i.test(source) && node.type === 'variable';
  const spread = /^@\w/.test(source) ? 'list' : isVariable ? 'maybe' : 'no';
  return { start: node.start, end: node.end, parts: partsOf(node.type, source), quote, spread };
}

function partsOf(type: string, source: string): readonly Part[] {
  switch (type) {
    case 'verbatim_string_characters':
      return fixed(source.slice(1, -1).replaceAll("''", "'"));
    case 'expandable_string_literal':
      return expandable(source.slice(1, -1).replaceAll('""', '`"'));
    case 'variable':
    case 'braced_variable':
      return [{ variable: nameOf(source) }];
    case 'command_parameter':
      return fixed(source.replace(/:$/, ''));
    case 'generic_token':
    case 'command_name':
    case 'path_command_name':
    case 'simple_name':
    case 'decimal_integer_literal':
      return /[`"'()]/.test(source) ? unknown : expandable(source);
    default:
      return unknown;
  }
}

const interpolation = /`([^])|\$\{([^}]+)\}|\$((?:\w+:)?\w+)|\$[^]/g;
const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** Reads what PowerShell interpolates; whatever is no plain variable is unknown. */
function expandable(inner: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of inner.matchAll(interpolation)) {
    const [all, character, braced, plain] = match;
    if (match.index > at) parts.push({ text: inner.slice(at, match.index) });
    at = match.index + all.length;
    const variable = braced ?? plain;
    if (character !== undefined) parts.push({ text: escaped[character] ?? character });
    else parts.push(variable === undefined ? { unknown: true } : { variable: nameOf(variable) });
  }
  if (at < inner.length || parts.length === 0) parts.push({ text: inner.slice(at) });
  return parts;
}

/** PowerShell's variables know no case, and a script has one scope as far as the rules are concerned. */
export const nameOf = (source: string): string =>
  source
    .replace(/^[$@]/, '')
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase()
    .replace(/^(global|script|local|private|using):/, '');

const cut = ({ start, end }: { start: number; end: number }, text: string): string => text.slice(start, end);
