import { ArcError } from '../errors';
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

/** The text as plain data, each chain of nodes with one extent reduced to its innermost. */
export function parseTree(syntax: Syntax, language: ShellLanguage, text: string): SyntaxNode {
  if (language === 'powershell') return parsePowershell(text);
  const tree = syntax.parse(language, text);
  if (!tree) throw new ArcError({ code: 'Bug' }, `The ${language} parser gave no tree.`);
  const cursor = tree.walk();
  try {
    return readNode(cursor, undefined);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

interface Draft extends SyntaxNode {
  parent: SyntaxNode | undefined;
  children: SyntaxNode[];
}

function readNode(cursor: SyntaxCursor, parent: SyntaxNode | undefined): SyntaxNode {
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  // What is missing has no extent. Each question to the cursor goes through WebAssembly, so none is asked for nothing.
  const type = start === end && cursor.nodeIsMissing ? 'ERROR' : cursor.nodeType;
  const node: Draft = { type, isNamed: cursor.nodeIsNamed, start, end, parent, children: [] };
  if (cursor.gotoFirstChild()) {
    do node.children.push(readNode(cursor, node));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const [only] = node.children;
  if (!only || node.children.length > 1 || kept.has(node.type) || !only.isNamed) return node;
  if (only.start !== node.start || only.end !== node.end) return node;
  (only as Draft).parent = parent;
  return only;
}

/** A node and all below it, in the order of the text. */
export function nodesOf(root: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    nodes.push(node);
    for (const child of node.children) visit(child);
  };
  visit(root);
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
