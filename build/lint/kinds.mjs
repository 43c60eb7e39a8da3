const values = new Set(['machine', 'cluster', 'azureLocal', 'linux', 'windows']);
const isKind = (node) => node?.type === 'Literal' && values.has(node.value);

/** A new kind of resource, or another system, is a row in a table of kinds and not a search for conditionals. */
export const kinds = {
  rules: {
    tables: {
      meta: { type: 'problem', messages: { table: 'Put what a kind means into the table of kinds of this room.' } },
      create: (context) => ({
        BinaryExpression(node) {
          const isComparison = ['===', '!==', '==', '!='].includes(node.operator);
          if (isComparison && [node.left, node.right].some(isKind)) context.report({ node, messageId: 'table' });
        },
        SwitchCase(node) {
          if (isKind(node.test)) context.report({ node, messageId: 'table' });
        },
      }),
    },
  },
};
