import {
  assignedBy,
  assignedInArithmetic,
  bare,
  bareDeclarations,
  type Bare,
  declarationOf,
  emptied,
  isDynamic,
  somehow,
} from './bashAssignments';
import { forwardersIn, functionsIn, handedOver, runnersIn, wrappersIn } from './bashFunctions';
import { readWord } from './bashModelWord';
import {
  fixed,
  sourceOf,
  type Assignment,
  type Command,
  type Default,
  type Literal,
  type Model,
  type Word,
} from './model';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { assignedIn } from './unreadStatements';

const notArguments = /^(variable_assignment|comment|file_redirect|heredoc_redirect|herestring_redirect|ERROR)$/;
const literalTypes = new Set(['string', 'raw_string', 'ansi_c_string']);

export function readBash(root: SyntaxNode, text: string): Model {
  const commands: Command[] = [];
  const assignments: Assignment[] = [];
  const literals: Literal[] = [];
  const declared: Bare[] = [];
  const nodes = nodesOf(root);
  for (const node of nodes) {
    if (node.type === 'command') {
      const command = readCommand(node, text);
      commands.push(command);
      assignments.push(...assignedBy(command, text));
    } else if (node.type === 'declaration_command') {
      const found = bareDeclarations(node, text);
      assignments.push(...found.filter(({ isSet }) => isSet).map(({ assignment }) => assignment));
      declared.push(...found.filter(({ isSet }) => !isSet));
    }
    if (node.type === 'unread_statement') assignments.push(...assignedIn(node, text, 'bash'));
    if (isLiteral(node, text)) literals.push(literalOf(node, text));
    else assignments.push(...readAssignment(node, text));
  }
  assignments.push(...emptied(declared, assignments));
  const functions = functionsIn(nodes, commands, text);
  return {
    language: 'bash',
    text,
    commands,
    assignments,
    tables: [],
    literals,
    wrappers: wrappersIn(functions, text),
    runners: runnersIn(functions, text),
    functions,
    forwarders: forwardersIn(functions, text),
    remote: handedOver(nodes, functions, text),
    dynamic: [...commands, ...nodes.filter(({ type }) => type === 'declaration_command')].filter((each) =>
      isDynamic(sourcesOf(each, text)),
    ),
    defaults: defaultsIn(nodes, text),
  };
}

const sourcesOf = (place: Command | SyntaxNode, text: string): readonly string[] =>
  ('words' in place ? place.words : place.children.filter(({ isNamed }) => isNamed)).map((word) =>
    sourceOf({ text }, word),
  );

function isLiteral(node: SyntaxNode, text: string): boolean {
  if (literalTypes.has(node.type)) return true;
  if (node.parent?.type === 'herestring_redirect') return node.isNamed && !/^(string|raw_string)$/.test(node.type);
  return node.type === 'word' && /\\[ \t]/.test(sourceOf({ text }, node));
}

const literalOf = (node: SyntaxNode, text: string): Literal => ({
  start: node.start,
  end: node.end,
  node,
  parts: readWord(node, text).parts,
});

/** From `${name:-text}` and `${name:=text}`. */
function defaultsIn(nodes: readonly SyntaxNode[], text: string): readonly Default[] {
  const defaults: Default[] = [];
  for (const node of nodes) {
    if (node.type !== 'expansion') continue;
    const [, name, source] = /^\$\{(\w+):?[-=]["']?([^$`"']+)["']?\}$/.exec(sourceOf({ text }, node)) ?? [];
    const value = { start: node.start, end: node.end, quote: '', spread: 'no' } as const;
    if (name !== undefined && source !== undefined) defaults.push({ name, value: { ...value, parts: fixed(source) } });
  }
  return defaults;
}

function readCommand(node: SyntaxNode, text: string): Command {
  const words = node.children
    .filter(({ type, isNamed }) => isNamed && !notArguments.test(type))
    .map((each) => readWord(each, text));
  const unit = programOfUnit(node, text);
  return {
    start: node.start,
    end: node.end,
    node,
    words: unit ? [unit, ...words] : words,
    output: outputOf(node, text),
  };
}

/** A systemd unit's `ExecStart=/usr/bin/program word …` looks like an assignment. */
function programOfUnit({ children: [first] }: SyntaxNode, text: string): Word | undefined {
  const [target, , value] = first?.type === 'variable_assignment' ? first.children : [];
  return target && value && /^Exec[A-Z]\w+$/.test(sourceOf({ text }, target)) ? readWord(value, text) : undefined;
}

function outputOf({ children, parent }: SyntaxNode, text: string): Word | undefined {
  const around = parent?.type === 'redirected_statement' ? parent.children : [];
  const redirect = [...children, ...around].find((each) => isOutput(each, text));
  const target = redirect?.children.at(-1);
  return target && readWord(target, text);
}

function isOutput({ type, children: [first, second] }: SyntaxNode, text: string): boolean {
  const operator = first?.type === 'file_descriptor' && sourceOf({ text }, first) === '1' ? second : first;
  return type === 'file_redirect' && operator !== undefined && /^(&?>{1,2}|>\|)$/.test(operator.type);
}

function readAssignment(node: SyntaxNode, text: string): readonly Assignment[] {
  const source = (): string => sourceOf({ text }, node);
  switch (node.type) {
    case 'variable_assignment':
      return plainAssignment(node, text);
    case 'for_statement':
    case 'coprocess':
      return node.children
        .filter(({ type }) => type === 'variable_name')
        .map((each) => somehow(sourceOf({ text }, each)));
    case 'arithmetic_command':
    case 'arithmetic_expansion':
      return assignedInArithmetic(source());
    case 'expansion': {
      const name = /^\$\{(\w+)(?:\[[^\]]*\])?:?=/.exec(source())?.[1];
      return name === undefined ? [] : [somehow(name)];
    }
    default:
      return [];
  }
}

function plainAssignment(node: SyntaxNode, text: string): readonly Assignment[] {
  const [target, operator, value] = node.children;
  const name = target ? sourceOf({ text }, target) : '';
  if (target?.type !== 'variable_name') return [somehow(name.split('[', 1)[0] ?? '')];
  if (node.parent?.type === 'command') return [somehow(name)];
  const declaration = declarationOf(node.parent, text);
  if (declaration?.isChanging) {
    const other = declaration.isReference && value ? [somehow(sourceOf({ text }, value))] : [];
    return [somehow(name), ...other];
  }
  const statement = /^(declaration_command|variable_assignments)$/.test(node.parent?.type ?? '') ? node.parent : node;
  const isAppended = operator?.type === '+=';
  if (value?.type === 'array') {
    const items = value.children.filter(({ type, isNamed }) => isNamed && type !== 'comment');
    return [{ ...bare, name, target, statement, isAppended, list: items.map((each) => readWord(each, text)) }];
  }
  const empty: Word = { start: node.end, end: node.end, parts: fixed(''), quote: '', spread: 'no' };
  return [{ ...bare, name, target, statement, isAppended, value: value ? readWord(value, text) : empty }];
}
