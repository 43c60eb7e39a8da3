import type { SyntaxNode } from '../syntaxTree';
import { createNode, Cursor, type OpenNode, Unreadable } from './cursor';
import { readStatements } from './statements';

/**
 * A script as a tree, by the rules of PowerShell 7.6's own parser, as far as words, strings, blocks and statements go;
 * operators are not told apart. Comments are children of the innermost node around them. Where the text cannot be read,
 * the tree has an `ERROR` there and nothing else. Never throws; time and memory grow linearly.
 */
export function parsePowershell(text: string): SyntaxNode {
  const cursor = new Cursor(text, readStatements);
  try {
    const statements = readStatements(cursor, '');
    placeComments(statements, cursor.comments);
    return createNode('program', 0, text.length, [statements]);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const at = Math.min(error.at, text.length);
    return createNode('program', 0, text.length, [createNode('ERROR', at, at)]);
  }
}

/** Puts comments, in the order of the text, among the children of a node or of those below it. */
function placeComments(node: SyntaxNode, comments: readonly SyntaxNode[]): void {
  if (comments.length === 0) return;
  const own: SyntaxNode[] = [];
  let at = 0;
  const countUntil = (place: number): number => {
    let index = at;
    while ((comments[index]?.start ?? Infinity) < place) index += 1;
    return index;
  };
  const takeUntil = (place: number): void => {
    for (const end = countUntil(place); at < end; at++) own.push(...comments.slice(at, at + 1));
  };
  for (const child of node.children) {
    takeUntil(child.start);
    const end = countUntil(child.end);
    placeComments(child, comments.slice(at, end));
    at = end;
    own.push(child);
  }
  takeUntil(Infinity);
  for (const each of own as OpenNode[]) each.parent = node;
  (node as OpenNode).children = own;
}
