import { sourceOf, type Command } from './model';
import { baseName } from './programs';
import type { Span, SyntaxNode } from './syntaxTree';

const local = new Set([
  'foreach-object',
  'foreach',
  '%',
  'where-object',
  'where',
  '?',
  'measure-command',
  'sort-object',
  'select-object',
  'group-object',
]);

/**
 * Blocks that don't run in place: `Invoke-Command -ComputerName`, `Start-Job`, `ForEach-Object -Parallel`, blocks in
 * variables, and arguments of unknown commands.
 */
export function remoteBlocksIn(
  nodes: readonly SyntaxNode[],
  commands: readonly Command[],
  text: string,
): readonly Span[] {
  // Class methods see only their own variables.
  const methods = nodes.filter(({ type }) => type === 'class_method');
  const blocks = nodes.filter(({ type }) => type === 'script_block_expression');
  if (blocks.length === 0) return methods;
  const own = new Set(
    nodes.flatMap(({ type, start, end }) =>
      type === 'function_name' ? [text.slice(start, end).toLowerCase().replace(/^\w+:/, '')] : [],
    ),
  );
  const byNode = new Map(commands.map((command) => [command.node, command]));
  const isRemote = (block: SyntaxNode): boolean => {
    let around = block.parent;
    while (around && passing.has(around.type)) around = around.parent;
    if (around?.type === 'invocation_expression') return !isLocalMethod(text.slice(around.start, block.start));
    if (around?.type !== 'command') return around?.type === 'assignment_expression' || around?.type === 'hash_entry';
    const words = byNode.get(around)?.words ?? [];
    if (words[0]?.start === block.start) return false;
    const [name = '', ...args] = words.map((word) => sourceOf({ text }, word));
    if (args.some((each) => /^-pa(r(a(l(l(el?)?)?)?)?)?(:|$)/i.test(each))) return true;
    return !local.has(baseName(name)) && !own.has(baseName(name));
  };
  return [...methods, ...blocks.filter(isRemote)];
}

const passing = new Set(['array_literal_expression', 'parameter_with_value', 'parenthesized_expression']);

const isLocalMethod = (before: string): boolean => /\.(?:foreach|where)[({]?\s{0,20}$/i.test(before.slice(-40));
