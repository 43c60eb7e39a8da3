import type { Context } from './context';
import { type Command, type Model, sourceOf } from './model';
import { programOf } from './programs';
import type { Span, SyntaxNode } from './syntaxTree';

const printers =
  /^(echo|printf|logger|write-(host|output|verbose|warning|error|information|debug)|throw|:|(write-?)?log([-_]?(info|warn|warning|error|debug|message))?|die|fail|abort|info|warn|error)$/;
const readers = /^(cat|less|more|logger|fold|column|out-host|out-null|out-string)$/;
const cmdlets = /^(tee-object|out-file|add-content|set-content)$/;
const logFile = /log\b|\blogs?[_\\/]|\blog(file|path|dir)|^\/dev\/(null|tty|console|std(out|err))$|^\$null$/i;
const runnable = /\.(sh|ps1|psm1|cmd|bat|service)["']?$/i;
const substitutions = /^(command_substitution|process_substitution|sub_expression|parenthesized_expression)$/;

/** Whether a command only prints its arguments, wherever they go. */
export function isPrinter(context: Context, command: Command): boolean {
  const program = programOf(context, command);
  if (!program || !printers.test(program.name) || context.model.runners.has(program.name)) return false;
  const [first] = program.args;
  // This one prints into a variable.
  return !(program.name === 'printf' && first && context.values.textOf(first) === '-v');
}

/** Whether a command only prints, and for people: to the terminal or into a log, not into a shell or a file. */
export const isInert = (context: Context, command: Command): boolean =>
  isPrinter(context, command) && !isPassedOn(context, command.node);

// Programs that only look for what they are given.
const searchers = /^([ef]?grep|zgrep|pgrep|pkill|\[|test|case)$/;

/** Whether a literal is an argument of a command that only prints it, for people, or only compares it. */
export function isPrinted(context: Context, node: SyntaxNode): boolean {
  if (isCompared(context, node)) return true;
  const taker = takerOf(context, node);
  return taker === 'throw' || (taker !== undefined && isInert(context, taker));
}

function isCompared(context: Context, node: SyntaxNode): boolean {
  if (context.model.language !== 'bash') return false;
  let around: SyntaxNode | undefined = node;
  while (around && !/^(command|test_command|case_item)$|assignment|function|heredoc|substitution/.test(around.type))
    around = around.parent;
  if (around?.type === 'test_command') return true;
  const command = around && commandAt(context, around);
  return command !== undefined && searchers.test(programOf(context, command)?.name ?? '');
}

/** What takes a text as an argument; undefined where that is no command. */
function takerOf(context: Context, node: SyntaxNode): Command | 'throw' | undefined {
  let around: SyntaxNode | undefined = node;
  while (around && !/^(command|flow_control_statement)$|assignment|function|heredoc/.test(around.type))
    around = around.parent;
  if (around?.type === 'flow_control_statement')
    return /^throw\b/i.test(sourceOf(context.model, around)) ? 'throw' : undefined;
  return around && commandAt(context, around);
}

const byNode = new WeakMap<Model, ReadonlyMap<SyntaxNode, Command>>();

/** The command that a node of the tree was read as. */
export function commandAt({ model }: Context, node: SyntaxNode): Command | undefined {
  const known = byNode.get(model) ?? new Map(model.commands.map((command) => [command.node, command]));
  byNode.set(model, known);
  return known.get(node);
}

const passedOn = new WeakMap<SyntaxNode, boolean>();

/** Whether what a node prints is read by a program, or written to a file that is no log. */
function isPassedOn(context: Context, first: SyntaxNode): boolean {
  const reachedFrom = new Map<SyntaxNode, SyntaxNode | undefined>([[first, undefined]]);
  for (const [node] of reachedFrom) {
    const next = passedOn.get(node) ?? nextReaders(context, node);
    if (next === true) {
      for (let each: SyntaxNode | undefined = node; each; each = reachedFrom.get(each)) passedOn.set(each, true);
      return true;
    }
    for (const each of next === false ? [] : next) if (!reachedFrom.has(each)) reachedFrom.set(each, node);
  }
  for (const [node] of reachedFrom) passedOn.set(node, false);
  return false;
}

/** The nodes that print what a node prints; true where it is passed on for certain. */
function nextReaders(context: Context, node: SyntaxNode): readonly SyntaxNode[] | true {
  if (filesOf(context, node).some((file) => !isLog(context, file))) return true;
  const { parent } = node;
  if (!parent) return [];
  if (/^pipeline(_chain)?$/.test(parent.type)) return lastReader(context, parent) > node.start ? true : [parent];
  if (substitutions.test(parent.type)) {
    const taker = takerOf(context, parent);
    if (taker === 'throw') return [];
    return taker && isPrinter(context, taker) ? [taker.node] : true;
  }
  if (parent.type === 'assignment_expression') return true;
  if (/^function_(definition|statement)$/.test(parent.type)) return callsOf(context, parent).map((call) => call.node);
  return [parent];
}

const lastReaders = new WeakMap<SyntaxNode, number>();

/** Where the last part of a pipeline begins that does more than show what it reads; -1 where none does. */
function lastReader(context: Context, pipeline: SyntaxNode): number {
  const known =
    lastReaders.get(pipeline) ??
    pipeline.children.findLast((each) => each.isNamed && !isSink(context, each))?.start ??
    -1;
  lastReaders.set(pipeline, known);
  return known;
}

function callsOf(context: Context, definition: SyntaxNode): readonly Command[] {
  const name = definition.children.find(({ type }) => /^(word|function_name)$/.test(type));
  const text = name && sourceOf(context.model, name).toLowerCase();
  return text === undefined ? [] : (commandsByName(context).get(text) ?? []);
}

const byName = new WeakMap<Model, ReadonlyMap<string, readonly Command[]>>();

function commandsByName(context: Context): ReadonlyMap<string, readonly Command[]> {
  const { model } = context;
  const known = byName.get(model) ?? Map.groupBy(model.commands, (command) => programOf(context, command)?.name ?? '');
  byName.set(model, known);
  return known;
}

/** The files that a command, or the statement around it, is redirected to. */
function filesOf(context: Context, { type, children }: SyntaxNode): readonly Span[] {
  if (type !== 'redirected_statement' && type !== 'command' && type !== 'command_elements') return [];
  return children.flatMap((child): readonly Span[] => {
    if (child.type === 'command_elements') return filesOf(context, child);
    if (!/^(file_)?redirection$|^file_redirect$/.test(child.type)) return [];
    // Input, or what goes wrong.
    if (/^\s*(<|2>)/.test(sourceOf(context.model, child))) return [];
    const target = child.children.at(-1);
    const last = target?.type === 'redirected_file_name' ? target.children.at(-1) : target;
    return last && !/^(number|merging_redirection_operator|>&-)$/.test(last.type) ? [last] : [];
  });
}

function isLog({ model }: Context, file: Span): boolean {
  const source = sourceOf(model, file).trim();
  return logFile.test(source) && !runnable.test(source);
}

/** Whether a program only shows what it reads, or keeps it in a log. */
function isSink(context: Context, node: SyntaxNode): boolean {
  const command = commandAt(context, node);
  const program = command && programOf(context, command);
  if (!program) return false;
  if (readers.test(program.name)) return true;
  const files = program.args.filter((word) => !sourceOf(context.model, word).startsWith('-'));
  if (program.name === 'tee') return files.length > 0 && files.every((file) => isLog(context, file));
  return cmdlets.test(program.name) && files.some((file) => isLog(context, file));
}
