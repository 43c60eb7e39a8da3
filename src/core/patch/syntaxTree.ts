import { parsePowershell } from './powershell/parse';
import { countWhile } from './spans';

export type ShellLanguage = 'bash' | 'powershell';

/** The part of web-tree-sitter's `TreeCursor` that is used; offsets are in UTF-16 code units. */
export interface SyntaxCursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  delete(): void;
}

/** The parsers, handed in: whoever calls has loaded them. The tree is deleted by its user. */
export interface Syntax {
  parse(language: ShellLanguage, text: string): { walk(): SyntaxCursor; delete(): void } | null;
}

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
}

// The grammars wrap a word in up to a dozen nodes of its own extent; these alone say more than what they wrap.
const kept = new Set(['program', 'command', 'heredoc_body', 'ERROR']);

/**
 * The text as plain data, each chain of nodes with one extent reduced to its innermost. `offset` is where the text begins
 * in its file. Undefined where the parser gives up, or the tree is nested deeper than `deepest`.
 */
export function parseTree(
  syntax: Syntax,
  language: ShellLanguage,
  text: string,
  offset = 0,
  deepest = Infinity,
): SyntaxNode | undefined {
  if (language === 'powershell') return moved(parsePowershell(text), offset);
  const tree = syntax.parse(language, text);
  if (!tree) return undefined;
  const cursor = tree.walk();
  try {
    return readTree(cursor, offset, deepest);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

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

interface Draft extends SyntaxNode {
  parent: Draft | undefined;
  readonly children: Draft[];
}

function readTree(cursor: SyntaxCursor, offset: number, deepest: number): SyntaxNode | undefined {
  let node = readNode(cursor, undefined, offset);
  for (let depth = 1; ;) {
    if (cursor.gotoFirstChild()) {
      if (++depth > deepest) return undefined;
      node = readNode(cursor, node, offset);
      continue;
    }
    let parent = attach(node);
    while (parent && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      depth--;
      node = parent;
      parent = attach(node);
    }
    if (!parent) return node;
    node = readNode(cursor, parent, offset);
  }
}

function readNode(cursor: SyntaxCursor, parent: Draft | undefined, offset: number): Draft {
  const start = cursor.startIndex + offset;
  const end = cursor.endIndex + offset;
  // What is missing has no extent. Each question to the cursor goes through WebAssembly, so none is asked for nothing.
  const type = start === end && cursor.nodeIsMissing ? 'ERROR' : cursor.nodeType;
  return { type, isNamed: cursor.nodeIsNamed, start, end, parent, children: [] };
}

/** Gives a node that is read to its parent, or the one child that says the same; returns the parent. */
function attach(node: Draft): Draft | undefined {
  const { parent } = node;
  const [only] = node.children;
  const isWrapper =
    only?.isNamed === true &&
    node.children.length === 1 &&
    !kept.has(node.type) &&
    only.start === node.start &&
    only.end === node.end;
  if (isWrapper) only.parent = parent;
  parent?.children.push(isWrapper ? only : node);
  return parent;
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
