import type { Model } from './model';
import { innermost } from './spans';
import type { Span, SyntaxNode } from './syntaxTree';

/** Assignments, and lists, which may be assignments. */
export const assigning = /^(assignment_expression|variable_assignments?|declaration_command|list)$/;
const blocks =
  /^(program|statement_list|statement_block|script_block|compound_statement|do_group|if_statement|else_clause|elif_clause|subshell|case_item)$/;

/** True if a later command certainly sees the statement's values. */
export const isSetAt = (model: Model, statement: SyntaxNode | undefined, command: Span): boolean =>
  statement !== undefined && isAlwaysBefore(statement, command) && !isHandedOver(model, statement, command);

/** In the same function (or none) and session. */
export function isInScopeOf(model: Model, statement: SyntaxNode, place: Span): boolean {
  let scope: SyntaxNode | undefined = statement;
  while (scope && !/^(function_statement|script_block_expression)$/.test(scope.type)) scope = scope.parent;
  return (scope === undefined || contains(scope, place)) && !isHandedOver(model, statement, place);
}

const remoteBlocks = new WeakMap<Model, (inner: Span) => Span | undefined>();

export function isHandedOver(model: Model, statement: Span, command: Span): boolean {
  if (model.remote.length === 0) return false;
  const around = remoteBlocks.get(model) ?? innermost(model.remote);
  remoteBlocks.set(model, around);
  const block = around(command);
  return block !== undefined && !contains(block, statement);
}

/** The lists and the block in which a statement certainly runs before what follows it; inner ones first. */
export function findReach(statement: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let node = statement;
  while (node.parent?.type === 'list') {
    const list: SyntaxNode = node.parent;
    if (list.children.some(({ type }) => type === '||')) return found;
    found.push(list);
    const own = node;
    if (list.children.some((each) => each.isNamed && each.start < own.start && !assigning.test(each.type)))
      return found;
    node = list;
  }
  return node.parent && blocks.test(node.parent.type) ? [...found, node.parent] : found;
}

/**
 * True if the statement certainly runs before the command, judged by the tree alone: the command is in the same block
 * or one nested in it. Branches and other functions don't count.
 */
export function isAlwaysBefore(statement: SyntaxNode | undefined, command: Span): boolean {
  if (!statement || statement.start >= command.start) return false;
  const around = findReach(statement).find((within) => contains(within, command));
  if (around === undefined) return false;
  return around.type !== 'if_statement' || !hasBranchBetween(around, statement, command);
}

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

// In tree-sitter-bash, only else and elif branches have their own node.
const hasBranchBetween = (block: SyntaxNode, node: SyntaxNode, command: Span): boolean =>
  block.children.some(
    (each) => /^(else|elif)_clause$/.test(each.type) && each.start > node.start && contains(each, command),
  );
