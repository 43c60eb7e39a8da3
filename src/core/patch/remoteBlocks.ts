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
 * The script blocks that are certainly not run where they stand: `Invoke-Command -ComputerName`, `Start-Job`,
 * `ForEach-Object -Parallel`, one that is kept in a variable, and whatever a command of unknown kind is given.
 */
export function remoteBlocksIn(
  nodes: readonly SyntaxNode[],
  commands: readonly Command[],
  text: string,
): readonly Span[] {
  const blocks = nodes.filter(({ type }) => type === 'script_block_expression');
  if (blocks.length === 0) return [];
  const own = new Set(
    nodes.flatMap(({ type, start, end }) =>
      type === 'function_name' ? [text.slice(start, end).toLowerCase().replace(/^\w+:/, '')] : [],
    ),
  );
  const byNode = new Map(commands.map((command) => [command.node, command]));
  return blocks.filter((block) => {
    let around = block.parent;
    while (around?.type === 'command_elements') around = around.parent;
    if (around?.type !== 'command') return around?.type === 'assignment_expression';
    const words = byNode.get(around)?.words ?? [];
    if (words[0]?.start === block.start) return false;
    const [name = '', ...args] = words.map((word) => sourceOf({ text }, word));
    if (args.some((each) => /^-pa(r(a(l(l(el?)?)?)?)?)?$/i.test(each))) return true;
    return !local.has(baseName(name)) && !own.has(baseName(name));
  });
}
