import { type Assignment, type Command, type Default, type Literal, type Model, type Table, type Word } from './model';
import { assignedBy, readAssignment } from './powershellAssignments';
import { readTable } from './powershellTables';
import { nameOf, readWord } from './powershellWord';
import { remoteBlocksIn } from './remoteBlocks';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { withStartedPrograms } from './startedPrograms';
import { assignedIn } from './unreadStatements';
import { valuesOf } from './values';

const literalTypes = new Set([
  'expandable_string_literal',
  'verbatim_string_characters',
  'expandable_here_string_literal',
  'verbatim_here_string_characters',
]);

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
    else if (node.type === 'unread_statement') assignments.push(...assignedIn(node, text, 'powershell'));
    else for (const each of readAssignment(node, text)) assignments.push(each);
  }
  const model: Model = {
    language: 'powershell',
    text,
    commands,
    assignments,
    tables,
    literals,
    wrappers: new Set(),
    runners: new Set(),
    functions: [],
    forwarders: forwardersIn(commands, text),
    dynamic: [],
    remote: remoteBlocksIn(nodes, commands, text),
    defaults: nodes.flatMap((node) => defaultOf(node, text)),
  };
  const { textOf } = valuesOf(model);
  const hidden = commands.flatMap((command) => assignedBy(command, textOf));
  return withStartedPrograms({ ...model, assignments: [...assignments, ...hidden] }, root);
}

/** Functions without parameters and with one command, whose only argument is `@args`. */
function forwardersIn(commands: readonly Command[], text: string): ReadonlyMap<string, Word> {
  const found = new Map<string, Word>();
  for (const { node, words } of commands) {
    const [program, args, more] = words;
    if (!program || !args || more || !/^[@$]args$/i.test(text.slice(args.start, args.end))) continue;
    const definition = functionAround(node);
    const name = definition?.children.find(({ type }) => type === 'function_name');
    if (!definition || !name || nodesOf(definition).some(({ type }) => parameters.test(type))) continue;
    found.set(text.slice(name.start, name.end).toLowerCase().replace(/^\w+:/, ''), program);
  }
  return found;
}

const parameters = /^(script_parameter|param_block)$/;

/** Undefined if another block intervenes. */
function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  let around = node.parent;
  while (around && !/^(function_statement|class_method|script_block_expression)$/.test(around.type))
    around = around.parent;
  return around?.type === 'function_statement' ? around : undefined;
}

function defaultOf({ type, children }: SyntaxNode, text: string): readonly Default[] {
  if (type !== 'script_parameter') return [];
  const variable = children.find((child) => child.type === 'variable');
  const value = children.find((child) => child.type === 'script_parameter_default')?.children.at(-1);
  return variable && value
    ? [{ name: nameOf(text.slice(variable.start, variable.end)), value: readWord(value, text) }]
    : [];
}

const readCommand = (node: SyntaxNode, text: string): Command => ({
  start: node.start,
  end: node.end,
  node,
  words: node.children
    .filter(({ type, isNamed }) => isNamed && type !== 'redirection' && type !== 'comment')
    .map((each) => readWord(each, text)),
  output: undefined,
});
