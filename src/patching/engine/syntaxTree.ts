import { parseBash } from './bashSyntax';
import { parsePowershell } from './powershell/parse';
import { countWhile } from './spans';

export type ShellLanguage = 'bash' | 'powershell';

/** A stretch of the text, in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SyntaxNode extends Span {
  readonly type: string;
  readonly isNamed: boolean;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
  /** The text that a heredoc's redirection gives; it stands behind the line, beside the statement. */
  readonly heredoc?: SyntaxNode;
}

/**
 * The syntax of a script, down to the pieces of its words. `offset` is where the text begins in its file. Where it cannot
 * be read stands a node of type ERROR.
 */
export const parseTree = (language: ShellLanguage, text: string, offset = 0): SyntaxNode =>
  moved(language === 'bash' ? parseBash(text) : parsePowershell(text), offset);

function moved(root: SyntaxNode, offset: number): SyntaxNode {
  if (offset === 0) return root;
  for (const node of nodesOf(root) as readonly MovableNode[]) {
    node.start += offset;
    node.end += offset;
  }
  return root;
}

interface MovableNode extends SyntaxNode {
  start: number;
  end: number;
}

/** A node and all below it, in the order of the text. */
export function nodesOf(root: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) waiting.push(child);
    }
  }
  return nodes;
}

/** The nodes around a place, the innermost first. */
export function nodesAround(root: SyntaxNode, at: number): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node;) {
    nodes.push(node);
    const { children }: SyntaxNode = node;
    const child: SyntaxNode | undefined = children[countWhile(children, ({ end }) => end <= at)];
    node = child && child.start <= at ? child : undefined;
  }
  return nodes.reverse();
}
