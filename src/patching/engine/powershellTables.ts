import type { TableEntry, Table } from './model';
import { readWord } from './powershellWord';
import type { SyntaxNode } from './syntaxTree';

/** Without nested hashtables. */
export function readTable(node: SyntaxNode, text: string): Table {
  const entries = node.children
    .filter(({ type }) => type === 'hash_entry')
    .flatMap((each): readonly TableEntry[] => {
      const [key, , value] = each.children.filter(({ type }) => type !== 'comment');
      if (!key) return [];
      const { start, end } = each;
      const name = text.slice(key.start, key.end).replace(/^["']|["']$/g, '');
      return [{ start, end, key: name, keyEnd: key.end, value: value && readWord(value, text) }];
    });
  return { start: node.start, end: node.end, entries };
}
