import ts from 'typescript';

/**
 * The ESLint rule `tables/own`: nothing but `lookUp` reads an object by a name that is not known when it is compiled.
 * Indexing, and `in`, find what every object has by itself too: a function under `constructor`, which a machine, a
 * document or Azure may well say.
 */

const message = 'A table is read by a name that may be anything: use lookUp of src/kernel/lookUp.ts, or a Map.';

const typesOf = (type) => (type.isUnion() ? type.types : [type]);
const isOpen = (type) =>
  typesOf(type).some(({ flags }) => flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any));
const isText = ({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0;

/** @type {import('eslint').Rule.RuleModule} */
const own = {
  meta: { type: 'problem', messages: { own: message }, schema: [] },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const isList = (type) => checker.isArrayType(type) || checker.isTupleType(type) || isText(type);
    const isWritten = (node) => node.parent.type === 'AssignmentExpression' && node.parent.left === node;
    return {
      'MemberExpression[computed=true]'(node) {
        if (isWritten(node) || !isOpen(services.getTypeAtLocation(node.property))) return;
        if (!typesOf(services.getTypeAtLocation(node.object)).every(isList)) context.report({ node, messageId: 'own' });
      },
      'BinaryExpression[operator="in"]'(node) {
        if (node.left.type !== 'PrivateIdentifier' && isOpen(services.getTypeAtLocation(node.left)))
          context.report({ node, messageId: 'own' });
      },
    };
  },
};

export const tables = { rules: { own } };
