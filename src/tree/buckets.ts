import type { GroupNode, TreeNode } from './nodes';

/** VS Code draws every child of an open node at once and slows down in the thousands. */
export const bucketSize = 500;

const nameOf = (node: TreeNode | undefined): string => {
  if (!node) return '';
  return 'resource' in node ? node.resource.name : node.label;
};

/** More than `bucketSize` siblings are put into buckets that name their first and last. */
export function inBuckets(parentId: string, nodes: readonly TreeNode[]): readonly TreeNode[] {
  if (nodes.length <= bucketSize) return nodes;
  const count = Math.ceil(nodes.length / bucketSize);
  return Array.from({ length: count }, (_, index): GroupNode => {
    const part = nodes.slice(index * bucketSize, (index + 1) * bucketSize);
    return {
      type: 'group',
      id: `${parentId}/bucket:${index}`,
      label: `${nameOf(part[0])} … ${nameOf(part.at(-1))}`,
      icon: 'folder',
      detail: String(part.length),
      isOpen: false,
      children: () => part,
    };
  });
}
