import { type Assignment, type Command, sourceOf } from './model';
import type { SyntaxNode } from './syntaxTree';

export const bare = { statement: undefined, isAppended: false, value: undefined, list: undefined, table: undefined };
const nowhere = { start: 0, end: 0 };

export const somehow = (name: string): Assignment => ({ name, target: nowhere, ...bare });

const isName = (text: string): boolean => /^[a-z_]\w*$/i.test(text);

export function assignedBy({ words }: Command, text: string): readonly Assignment[] {
  const sources = words.map((word) => sourceOf({ text }, word));
  while (/^(builtin|command)$/.test(sources[0] ?? '')) sources.shift();
  const [program, ...rest] = sources;
  switch (program) {
    case 'read':
    case 'mapfile':
    case 'readarray':
    case 'getopts':
    case 'unset':
      return rest.filter(isName).map(somehow);
    case 'printf':
    case 'wait':
      return rest.flatMap((word, index) =>
        /^-[vp]$/.test(rest[index - 1] ?? '') && isName(word) ? [somehow(word)] : [],
      );
    case 'let':
      return rest.flatMap(assignedInArithmetic);
    case undefined:
    default:
      return [];
  }
}

/** May set a variable of unknown name. */
export function isDynamic(sources: readonly string[]): boolean {
  const words = [...sources];
  while (/^(builtin|command)$/.test(words[0] ?? '')) words.shift();
  const [program = '', ...rest] = words;
  if (/^(source|\.|eval)$/.test(program)) return true;
  if (program === 'printf') return /^"?\$/.test(rest[rest.indexOf('-v') + 1] ?? '') && rest.includes('-v');
  if (!/^(read|mapfile|readarray|getopts|let|unset|export|declare|typeset|local|readonly)$/.test(program)) return false;
  return rest.some((word) => /^["']?[\w]*[$`]/.test(word.split('=', 1)[0] ?? ''));
}

/** Returns all variables if any is assigned. */
export function assignedInArithmetic(source: string): readonly Assignment[] {
  if (!/(?:^|[^=<>!])=(?!=)|<<=|>>=|\+\+|--/.test(source)) return [];
  return Array.from(source.matchAll(/\b[a-z_]\w*/gi), ([name]) => somehow(name));
}

/** `declare`, `local`, and similar. */
export interface Declaration {
  /** Arithmetic, letter case, or name reference. */
  readonly isChanging: boolean;
  readonly isReference: boolean;
  readonly isList: boolean;
}

export function declarationOf(node: SyntaxNode | undefined, text: string): Declaration | undefined {
  if (node?.type !== 'declaration_command') return undefined;
  const options = optionsOf(node, text);
  return {
    isChanging: /[niluc]/.test(options),
    isReference: options.includes('n'),
    isList: /[aA]/.test(options),
  };
}

export const optionsOf = ({ children }: SyntaxNode, text: string): string =>
  children
    .map((each) => (each.isNamed ? sourceOf({ text }, each) : ''))
    .filter((source) => /^-[a-zA-Z]+$/.test(source))
    .map((source) => source.slice(1))
    .join('');

/** Declared without `=`, or with it inside quotes. */
export interface Bare {
  readonly assignment: Assignment;
  readonly declaration: SyntaxNode;
  readonly isSet: boolean;
}

export function bareDeclarations(node: SyntaxNode, text: string): readonly Bare[] {
  const [keyword, ...words] = node.children.filter(({ type, isNamed }) => isNamed && /word|string|concat/.test(type));
  const isOwn = keyword !== undefined && /^(local|declare|typeset)$/.test(sourceOf({ text }, keyword));
  const isList = declarationOf(node, text)?.isList === true;
  return words.flatMap((word): readonly Bare[] => {
    const source = sourceOf({ text }, word);
    const assigned = /^["']?([a-z_]\w*)(?:\[[^\]"']*\])?\+?=/i.exec(source)?.[1];
    const list = { ...bare, name: source, target: word, statement: node, list: [] };
    const assignment = assigned !== undefined ? somehow(assigned) : isList ? list : somehow(source);
    return assigned !== undefined || (isOwn && isName(source))
      ? [{ assignment, declaration: node, isSet: assigned !== undefined || isList }]
      : [];
  });
}

export function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  let scope = node.parent;
  while (scope && scope.type !== 'function_definition') scope = scope.parent;
  return scope;
}

/** In a function, a declaration without a value clears the variable, unless it is set later. */
export function emptied(declarations: readonly Bare[], assignments: readonly Assignment[]): readonly Assignment[] {
  const last = new Map<SyntaxNode, Map<string, number>>();
  for (const { name, statement } of assignments) {
    const scope = statement && functionAround(statement);
    if (scope) last.set(scope, (last.get(scope) ?? new Map<string, number>()).set(name, statement.start));
  }
  return declarations.flatMap(({ assignment, declaration }) => {
    const scope = functionAround(declaration);
    const setAt = scope ? (last.get(scope)?.get(assignment.name) ?? -1) : Infinity;
    return setAt < declaration.start ? [assignment] : [];
  });
}
