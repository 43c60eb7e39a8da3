import type { RefusalReason } from './refusals';
import { arcMention, noProblem, type Region } from './region';
import { patchLimits } from './limits';
import { nodesOf, type SyntaxNode } from './syntaxTree';

const types = /^(?:verbatim_here_string_characters|expandable_here_string_literal)$/;
const script = /\.ps1["')]*$/i;
const writers = /^(?:out-file|set-content|sc|add-content|ac|new-item|ni|tee-object|tee)$/i;

const filledIn = /[$`]/;
const problemOfFilled = (inserted: string): RefusalReason | undefined =>
  filledIn.test(inserted) ? { code: 'heredoc.expanded' } : undefined;

/**
 * Here-strings that are written to a script: by a cmdlet, a redirection, or a method of `IO.File`, directly or by the only
 * value of a variable. What PowerShell fills in is one piece of a word.
 */
export function hereStringRegions(root: SyntaxNode, { level, isOneLine }: Region, text: string): readonly Region[] {
  const nodes = nodesOf(root);
  const strings = nodes.filter((node) => types.test(node.type) && arcMention.test(text.slice(node.start, node.end)));
  if (strings.length === 0 || level >= patchLimits.heredocLevels) return [];
  const paths = scriptPaths(nodes, text);
  const written = writtenNames(nodes, text, paths);
  const counts = Map.groupBy(
    nodes.filter(({ type }) => type === 'assignment_expression'),
    ({ children: [target] }) => (target ? text.slice(target.start, target.end).toLowerCase() : ''),
  );
  const isScript = (node: SyntaxNode): boolean => {
    const { parent } = node;
    if (parent?.type !== 'assignment_expression') return isWritten(node, text, paths);
    const [target] = parent.children;
    const name = target ? text.slice(target.start, target.end).toLowerCase() : '';
    return counts.get(name)?.length === 1 && written.has(name);
  };
  return strings.filter(isScript).map((node) => regionOf(node, text, level, isOneLine));
}

function regionOf(node: SyntaxNode, text: string, level: number, isOneLine: boolean): Region {
  const start = text.indexOf('\n', node.start) + 1;
  const end = Math.max(start, text.lastIndexOf('\n', node.end - 1));
  const isFilled = node.type === 'expandable_here_string_literal';
  const source = text.slice(start, end);
  return {
    start,
    end,
    language: 'powershell',
    source: isFilled ? beforeFilling(source, start, node.children) : source,
    level: level + 1,
    isOneLine,
    mentionsArc: true,
    problemOf: isFilled ? problemOfFilled : noProblem,
  };
}

function beforeFilling(source: string, offset: number, filled: readonly SyntaxNode[]): string {
  let text = '';
  let at = 0;
  const plain = (to: number): string => source.slice(at, to).replace(/`[$`"]/g, '__');
  for (const { start, end } of filled) {
    text += plain(start - offset) + '_'.repeat(end - start);
    at = end - offset;
  }
  return text + plain(source.length);
}

/** Variables whose text is written to a script. */
function writtenNames(nodes: readonly SyntaxNode[], text: string, paths: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    nodes
      .filter((node) => (node.type === 'variable' || node.type === 'braced_variable') && isWritten(node, text, paths))
      .map(({ start, end }) => text.slice(start, end).toLowerCase()),
  );
}

/** Variables that hold the path of a script. */
const scriptPaths = (nodes: readonly SyntaxNode[], text: string): ReadonlySet<string> =>
  new Set(
    nodes.flatMap(({ type, children: [target, , value] }) =>
      type === 'assignment_expression' && target && value && script.test(text.slice(value.end - 8, value.end))
        ? [text.slice(target.start, target.end).toLowerCase()]
        : [],
    ),
  );

function isWritten(node: SyntaxNode, text: string, paths: ReadonlySet<string>): boolean {
  const isPath = (each: SyntaxNode): boolean => {
    const source = text.slice(Math.max(each.start, each.end - 100), each.end);
    return script.test(source) || paths.has(source.toLowerCase());
  };
  const { parent } = node;
  switch (parent?.type) {
    case 'pipeline':
      return parent.children[0] === node && parent.children.slice(1).some((stage) => writes(stage, text, isPath));
    case 'command':
      return writes(parent, text, isPath);
    case 'redirected_statement':
      return parent.children.some((child) => child.type === 'redirection' && child.children.some(isPath));
    case 'invocation_expression':
      return (
        /WriteAll(?:Text|Lines)\s{0,9}\(/i.test(text.slice(parent.start, node.start)) &&
        parent.children.slice(0, -1).some(isPath)
      );
    case undefined:
    default:
      return false;
  }
}

const cut = ({ start, end }: SyntaxNode, text: string): string => text.slice(start, end);

function writes(command: SyntaxNode, text: string, isPath: (word: SyntaxNode) => boolean): boolean {
  if (command.type !== 'command') return false;
  const [name, ...words] = command.children;
  return (
    name !== undefined && writers.test(cut(name, text)) && words.some((word) => !types.test(word.type) && isPath(word))
  );
}
