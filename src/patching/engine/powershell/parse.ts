import type { SyntaxNode } from '../syntaxTree';
import { createNode, Cursor, type OpenNode, Unreadable } from './cursor';
import { readStatements } from './statements';

/**
 * Follows PowerShell 7.6, without distinguishing operators. Comments are children of the innermost node. An
 * unreadable statement is an `unread_statement`; if its end is uncertain, the tree is only an `ERROR`. Never throws; linear time and memory.
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

/** Comments are in text order. */
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
