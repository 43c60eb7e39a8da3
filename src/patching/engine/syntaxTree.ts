import { countWhile } from './spans';

export type ShellLanguage = 'bash' | 'powershell';

/** UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SyntaxNode extends Span {
  readonly type: string;
  readonly isNamed: boolean;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
  /** Heredoc text, which follows the line, outside the statement. */
  readonly heredoc?: SyntaxNode;
}

/** `offset`: start of the tree's text in its file. Changes the tree. */
export function moveTree(root: SyntaxNode, offset: number): SyntaxNode {
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

/** Depth-first, in text order. */
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
