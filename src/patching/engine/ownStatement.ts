import type { SyntaxNode } from './syntaxTree';

/** Where text that runs right before a command can be inserted. */
export interface OwnStatement {
  readonly statement: SyntaxNode;
  /** `&&` for a later part of a list. */
  readonly joint: ';' | '&&';
}

type Step = 'here' | 'around' | 'notFirst' | undefined;

/** The statement of which the command is the first part that runs; undefined if others run before it. */
export function findOwnStatement(command: SyntaxNode): OwnStatement | undefined {
  let node = command;
  for (;;) {
    const { parent }: SyntaxNode = node;
    const step = parent && stepTo(node, parent);
    if (!parent || step === undefined) return undefined;
    if (step === 'notFirst') return isAfterAnd(node, parent) ? { statement: node, joint: '&&' } : undefined;
    if (step === 'here') return { statement: node, joint: ';' };
    node = parent;
  }
}

function stepTo(node: SyntaxNode, parent: SyntaxNode): Step {
  switch (parent.type) {
    case 'program':
    case 'compound_statement':
    case 'do_group':
    case 'subshell':
    case 'else_clause':
    case 'case_item':
      return 'here';
    case 'elif_clause':
      return isInBranch(node, parent) ? 'here' : undefined;
    case 'if_statement':
      return isInBranch(node, parent) ? 'here' : aroundIf(isFirst(node, parent));
    case 'list':
      return isFirst(node, parent) ? 'around' : 'notFirst';
    case 'statement_list':
      return stepToList(parent);
    case 'while_statement':
    case 'statement_chain':
    case 'binary_expression':
      return aroundIf(isFirst(node, parent));
    case 'command_substitution':
    case 'sub_expression':
    case 'array_expression':
      return aroundIf(named(parent).length === 1);
    case 'pipeline':
    case 'redirected_statement':
    case 'negated_command':
    case 'timed_statement':
    case 'command':
    case 'string':
    case 'concatenation':
    case 'translated_string':
    case 'variable_assignment':
    case 'variable_assignments':
    case 'declaration_command':
    case 'assignment_expression':
    case 'flow_control_statement':
    case 'parenthesized_expression':
    case 'cast_expression':
    case 'member_access':
      return 'around';
    default:
      return undefined;
  }
}

const aroundIf = (holds: boolean): Step => (holds ? 'around' : undefined);

/** PowerShell's lists of statements are in blocks or expressions. */
function stepToList(list: SyntaxNode): Step {
  const type = list.parent?.type ?? 'program';
  if (/^(program|statement_block|script_block_expression)$/.test(type)) return 'here';
  return aroundIf(/^(sub_expression|array_expression)$/.test(type) && named(list).length === 1);
}

const named = ({ children }: SyntaxNode): readonly SyntaxNode[] =>
  children.filter(({ isNamed, type }) => isNamed && type !== 'comment');

const isFirst = (node: SyntaxNode, parent: SyntaxNode): boolean => named(parent)[0] === node;

/** Bash's branches follow `then`. */
const isInBranch = (node: SyntaxNode, { children }: SyntaxNode): boolean =>
  children.some(({ type, start }) => type === 'then' && start < node.start);

const isAfterAnd = (node: SyntaxNode, { children }: SyntaxNode): boolean =>
  children[children.indexOf(node) - 1]?.type === '&&';
