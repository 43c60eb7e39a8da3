import {
  fixed,
  type Assignment,
  type Command,
  type Default,
  type Literal,
  type Model,
  type Part,
  unknown,
  type Word,
} from './model';
import { nodesOf, type SyntaxNode } from './syntaxTree';

const notArguments = /^(variable_assignment|comment|file_redirect|heredoc_redirect|herestring_redirect|ERROR)$/;
const literalTypes = new Set(['string', 'raw_string', 'ansi_c_string']);

/** What a bash syntax tree says, in the terms of the rules. */
export function readBash(root: SyntaxNode, text: string): Model {
  const commands: Command[] = [];
  const assignments: Assignment[] = [];
  const literals: Literal[] = [];
  const nodes = nodesOf(root);
  for (const node of nodes) {
    if (node.type === 'command') {
      const command = readCommand(node, text);
      commands.push(command);
      assignments.push(...assignedBy(command, text));
    } else if (literalTypes.has(node.type)) literals.push({ start: node.start, end: node.end, node });
    else assignments.push(...readAssignment(node, text));
  }
  return {
    language: 'bash',
    text,
    commands,
    assignments,
    tables: [],
    literals,
    wrappers: wrappersIn(nodes, text),
    remote: [],
    defaults: defaultsIn(nodes, text),
  };
}

/** A function whose body has `"$@"` as a command of its own, or at its end. */
function wrappersIn(nodes: readonly SyntaxNode[], text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    const name = node.type === 'function_definition' && node.children.find(({ type }) => type === 'word');
    if (name && /(^|[\s;{!&|])"\$@"\s*([;}&|\n]|$)/.test(cut(node, text))) names.add(cut(name, text));
  }
  return names;
}

/** The texts of `${name:-text}`. */
function defaultsIn(nodes: readonly SyntaxNode[], text: string): readonly Default[] {
  const defaults: Default[] = [];
  for (const node of nodes) {
    const [, name, source] = node.type === 'expansion' ? (/^\$\{(\w+):?-([^$`]+)\}$/.exec(cut(node, text)) ?? []) : [];
    const value = { start: node.start, end: node.end, quote: '', spread: 'no' } as const;
    if (name !== undefined && source !== undefined) defaults.push({ name, value: { ...value, parts: fixed(source) } });
  }
  return defaults;
}

const readCommand = (node: SyntaxNode, text: string): Command => ({
  start: node.start,
  end: node.end,
  node,
  words: node.children
    .filter(({ type, isNamed }) => isNamed && !notArguments.test(type))
    .map((each) => readWord(each, text)),
  output: outputOf(node, text),
});

function outputOf({ parent }: SyntaxNode, text: string): Word | undefined {
  const redirects = parent?.type === 'redirected_statement' ? parent.children : [];
  const redirect = redirects.find(
    ({ type, children: [operator] }) => type === 'file_redirect' && /^(&?>{1,2}|>\|)$/.test(operator?.type ?? ''),
  );
  const target = redirect?.children.at(-1);
  return target && readWord(target, text);
}

const bare = { statement: undefined, isAppended: false, value: undefined, list: undefined, table: undefined };
const nowhere = { start: 0, end: 0 };
const somehow = (name: string): Assignment => ({ name, target: nowhere, ...bare });

function readAssignment(node: SyntaxNode, text: string): readonly Assignment[] {
  switch (node.type) {
    case 'variable_assignment':
      return [plainAssignment(node, text)];
    case 'for_statement':
    case 'unset_command':
      return node.children.filter(({ type }) => type === 'variable_name').map((each) => somehow(cut(each, text)));
    case 'expansion':
      return /^\$\{\w+:?=/.test(cut(node, text)) ? [somehow(cut(node, text).replace(/^\$\{(\w+)[^]*$/, '$1'))] : [];
    default:
      return [];
  }
}

function plainAssignment(node: SyntaxNode, text: string): Assignment {
  const [target, operator, value] = node.children;
  const name = target ? cut(target, text) : '';
  if (target?.type !== 'variable_name' || node.parent?.type === 'command') return somehow(name.replace(/\[[^]*$/, ''));
  const statement = node.parent?.type === 'declaration_command' ? node.parent : node;
  const isAppended = operator?.type === '+=';
  if (value?.type === 'array') {
    const items = value.children.filter(({ type, isNamed }) => isNamed && type !== 'comment');
    return { ...bare, name, target, statement, isAppended, list: items.map((each) => readWord(each, text)) };
  }
  const word = value
    ? readWord(value, text)
    : { start: node.end, end: node.end, parts: fixed(''), quote: '' as const, spread: 'no' as const };
  return { ...bare, name, target, statement, isAppended, value: word };
}

/** Variables that a command sets behind its arguments' back. */
function assignedBy({ words }: Command, text: string): readonly Assignment[] {
  const [program, ...rest] = words.map((word) => cut(word, text));
  if (program === 'read' || program === 'mapfile' || program === 'readarray' || program === 'getopts') {
    return rest.filter((word) => /^[a-z_]\w*$/i.test(word)).map(somehow);
  }
  const named = program === 'printf' && rest[0] === '-v' ? rest[1] : undefined;
  return named === undefined ? [] : [somehow(named)];
}

function readWord(node: SyntaxNode, text: string): Word {
  const quote = node.type === 'string' ? '"' : node.type === 'raw_string' ? "'" : '';
  const spread = isList(node, text) ? 'list' : quote === '' && mayExpand(node) ? 'maybe' : 'no';
  return { start: node.start, end: node.end, parts: partsOf(node, text), quote, spread };
}

/** Whether it stands for as many words as a list has: `"$@"`, `${@:2}`, `"${args[@]}"`; in quotes `*` makes one of them. */
function isList({ type, start, end, children }: SyntaxNode, text: string, isQuoted = false): boolean {
  if (type === 'string' || type === 'concatenation')
    return children.some((each) => isList(each, text, isQuoted || type === 'string'));
  if (type !== 'simple_expansion' && type !== 'expansion') return false;
  const sign = /^\$(?:([@*])|\{([@*])[^}]*\}|\{\w+\[([@*])\][^}]*\})$/.exec(text.slice(start, end));
  return sign !== null && !(isQuoted && sign.includes('*'));
}

// An unquoted expansion is split at white space, whatever stands around it.
const mayExpand = ({ type, children }: SyntaxNode): boolean =>
  type === 'simple_expansion' ||
  type === 'expansion' ||
  type === 'command_substitution' ||
  (type === 'concatenation' && children.some(mayExpand));

function partsOf(node: SyntaxNode, text: string): readonly Part[] {
  const source = cut(node, text);
  switch (node.type) {
    case 'word':
    case 'number':
    case 'variable_name':
      return fixed(source.replace(/\\(\r?\n|[^])/g, (_, next: string) => (next.endsWith('\n') ? '' : next)));
    case 'raw_string':
      return fixed(source.slice(1, -1));
    case 'string':
      return stringParts(node, text);
    case 'concatenation':
      return withGaps(node, node.start, node.end, text, (gap) => gap);
    case 'simple_expansion':
    case 'expansion':
      return variableIn(source);
    default:
      return unknown;
  }
}

function variableIn(source: string): readonly Part[] {
  const [, plain, braced, list] = /^\$(?:([a-z_]\w*)|\{([a-z_]\w*)\}|\{([a-z_]\w*)\[@\]\})$/i.exec(source) ?? [];
  const variable = plain ?? braced ?? list;
  return variable === undefined ? unknown : [{ variable }];
}

const stringParts = (node: SyntaxNode, text: string): readonly Part[] =>
  withGaps(node, node.start + 1, node.end - 1, text, (gap) =>
    gap.replace(/\\(\r?\n|[$`"\\])/g, (_, next: string) => (next.endsWith('\n') ? '' : next)),
  );

/** The parts of a node's expansions, with the text between them. */
function withGaps(
  node: SyntaxNode,
  start: number,
  end: number,
  text: string,
  unescape: (gap: string) => string,
): readonly Part[] {
  const parts: Part[] = [];
  let at = start;
  const fill = (to: number): void => {
    if (to > at) parts.push({ text: unescape(text.slice(at, to)) });
  };
  for (const child of node.children) {
    if (!child.isNamed || child.type === 'string_content') continue;
    fill(child.start);
    parts.push(...partsOf(child, text));
    at = child.end;
  }
  fill(end);
  return parts.length === 0 ? fixed('') : parts;
}

const cut = ({ start, end }: { start: number; end: number }, text: string): string => text.slice(start, end);
