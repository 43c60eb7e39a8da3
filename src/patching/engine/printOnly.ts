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

export function isPrinter(context: Context, command: Command): boolean {
  const program = programOf(context, command);
  if (!program || !printers.test(program.name) || context.model.runners.has(program.name)) return false;
  const [first] = program.args;
  // `printf -v` prints into a variable.
  return !(program.name === 'printf' && first && context.values.textOf(first) === '-v');
}

export const isPrintOnly = (context: Context, command: Command): boolean =>
  isPrinter(context, command) && !isPassedOn(context, command.node);

// They only search for or compare their argument.
const searchers = /^([ef]?grep|zgrep|pgrep|pkill|\[|test|case)$/;

/** True if only printed or compared. */
export function isPrinted(context: Context, node: SyntaxNode): boolean {
  if (isCompared(context, node)) return true;
  const taker = takerOf(context, node);
  return taker === 'throw' || (taker !== undefined && isPrintOnly(context, taker));
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

/** The command that consumes a literal, or `throw`, which prints it. */
function takerOf(context: Context, node: SyntaxNode): Command | 'throw' | undefined {
  let around: SyntaxNode | undefined = node;
  while (around && !/^(command|flow_control_statement)$|assignment|function|heredoc/.test(around.type))
    around = around.parent;
  if (around?.type === 'flow_control_statement')
    return /^throw\b/i.test(sourceOf(context.model, around)) ? 'throw' : undefined;
  return around && commandAt(context, around);
}

const byNode = new WeakMap<Model, ReadonlyMap<SyntaxNode, Command>>();

export function commandAt({ model }: Context, node: SyntaxNode): Command | undefined {
  const known = byNode.get(model) ?? new Map(model.commands.map((command) => [command.node, command]));
  byNode.set(model, known);
  return known.get(node);
}

const passedOn = new WeakMap<SyntaxNode, boolean>();

/** Output goes to a program, or a file other than a log. */
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

/** True if output is certainly passed on. */
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

/** Start of the last pipeline stage that does more than show its input; -1 if none. */
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

function filesOf(context: Context, { type, children }: SyntaxNode): readonly Span[] {
  if (type !== 'redirected_statement' && type !== 'command' && type !== 'command_elements') return [];
  return children.flatMap((child): readonly Span[] => {
    if (child.type === 'command_elements') return filesOf(context, child);
    if (!/^(file_)?redirection$|^file_redirect$/.test(child.type)) return [];
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

function isSink(context: Context, node: SyntaxNode): boolean {
  const command = commandAt(context, node);
  const program = command && programOf(context, command);
  if (!program) return false;
  if (readers.test(program.name)) return true;
  const files = program.args.filter((word) => !sourceOf(context.model, word).startsWith('-'));
  if (program.name === 'tee') return files.length > 0 && files.every((file) => isLog(context, file));
  return cmdlets.test(program.name) && files.some((file) => isLog(context, file));
}
