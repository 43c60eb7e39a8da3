import { resourceOf, type GroupNode, type TreeNode } from './nodes';

/** Limits the rows that VS Code renders at once. */
export const bucketSize = 500;

export function inBuckets<T extends { readonly name: string }>(
  parentId: string,
  first: readonly TreeNode[],
  items: readonly T[],
  toNodes: (items: readonly T[]) => readonly TreeNode[],
): readonly TreeNode[] {
  const all = first.length + items.length;
  if (all <= bucketSize) return [...first, ...toNodes(items)];
  const names = [...first.map((node) => resourceOf(node)?.name ?? ''), ...items.map(({ name }) => name)];
  const nodesFrom = (start: number, end: number): readonly TreeNode[] => [
    ...first.slice(start, end),
    ...toNodes(items.slice(Math.max(0, start - first.length), Math.max(0, end - first.length))),
  ];
  return Array.from({ length: Math.ceil(all / bucketSize) }, (_, index): GroupNode => {
    const [start, end] = [index * bucketSize, Math.min(all, (index + 1) * bucketSize)];
    return {
      type: 'group',
      id: `${parentId}/bucket:${index}`,
      label: `${names[start]} … ${names[end - 1]}`,
      icon: 'folder',
      detail: String(end - start),
      isOpen: false,
      children: () => nodesFrom(start, end),
    };
  });
}
