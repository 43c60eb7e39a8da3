import type { Assignment, Command, Word } from './model';
import { findOwnStatement } from './ownStatement';
import { itemsOf, nameOf, readWord } from './powershellWord';
import { readTable } from './powershellTables';
import type { Span, SyntaxNode } from './syntaxTree';

const bare = { statement: undefined, isAppended: false, value: undefined, list: undefined, table: undefined };

/** A value that is not known. */
export const somehow = (name: string, target: Span): Assignment => ({ name, target, ...bare });

/** Includes parameters, loop variables, `$x++`, and `[ref]$x`. */
export function readAssignment(node: SyntaxNode, text: string): readonly Assignment[] {
  switch (node.type) {
    case 'script_parameter':
    case 'foreach_statement':
    case 'increment_expression':
    case 'data_statement':
      return node.children
        .filter(({ type }) => type === 'variable' || type === 'braced_variable' || type === 'simple_name')
        .slice(0, 1)
        .map((each) => variableAt(each, text));
    case 'cast_expression':
      return /^\[\s*ref\s*\]/i.test(text.slice(node.start, node.start + 20)) ? variablesIn(node, text) : [];
    case 'assignment_expression':
      return readStatement(node, text);
    case 'invocation_expression':
      return changedByMethod(node, text);
    default:
      return [];
  }
}

const variableAt = (node: SyntaxNode, text: string): Assignment =>
  somehow(nameOf(text.slice(node.start, node.end)), node);

function readStatement(node: SyntaxNode, text: string): readonly Assignment[] {
  const [target, operator, value] = node.children.filter(({ type }) => type !== 'comment');
  if (!target || !operator || !value) return [];
  const variables = variablesIn(target, text);
  const [only, more] = variables;
  // `$a, $b = …`, `$a.b = …`, `$a[0] = …`.
  if (!only || more || only.target.end !== target.end) return variables;
  const sign = text.slice(operator.start, operator.end);
  if (sign !== '=' && sign !== '+=') return variables;
  const plain = { ...bare, name: only.name, target: only.target, statement: node, isAppended: sign === '+=' };
  if (value.type === 'hash_literal_expression') return [{ ...plain, table: readTable(value, text) }];
  const list = isEmptyList(value, text) ? [] : itemsOf(value)?.map((each) => readWord(each, text));
  return [{ ...plain, list, value: list ? undefined : readWord(value, text) }];
}

/** `[List[string]]::new()`, `New-Object System.Collections.ArrayList`. */
const isEmptyList = ({ type, start, end }: SyntaxNode, text: string): boolean =>
  (type === 'invocation_expression' || type === 'command') &&
  newList.test(text.slice(start, Math.min(end, start + 150)));

const listType = String.raw`(?:system\.)?collections\.(?:arraylist|generic\.list\[\s*(?:system\.)?(?:string|object)\s*\])`;
const newList = new RegExp(
  String.raw`^(?:\[\s*${listType}\s*\]::new\(\s*\)|new-object\s+(?:-typename\s+)?["']?${listType}["']?)$`,
  'i',
);

/** `$list.Add('--cloud')`, `$list.AddRange(@('a', 'b'))`. Other methods make the list uncertain. */
function changedByMethod(node: SyntaxNode, text: string): readonly Assignment[] {
  const [list, ...args] = node.children.filter(({ type }) => type !== 'comment');
  if (list?.type !== 'variable' && list?.type !== 'braced_variable') return [];
  const between = text.slice(list.end, args[0]?.start ?? node.end);
  const method =
    /^\s{0,9}\.\s{0,9}(Add|AddRange|Insert|InsertRange|Remove\w{0,9}|Clear|Set|Append|Push|Enqueue)[\s(]/i.exec(
      between,
    )?.[1];
  if (method === undefined) return [];
  const [only, more] = args;
  if (!/^add/i.test(method) || !only || more) return [variableAt(list, text)];
  const items = (itemsOf(only) ?? [only]).map((each) => readWord(each, text));
  return [
    {
      ...bare,
      name: nameOf(text.slice(list.start, list.end)),
      target: list,
      statement: findOwnStatement(node)?.statement ?? node,
      isAppended: true,
      list: items,
    },
  ];
}

function variablesIn(target: SyntaxNode, text: string): readonly Assignment[] {
  const { type, children } = target;
  if (type === 'variable' || type === 'braced_variable') return [variableAt(target, text)];
  if (type === 'array_literal_expression') return children.flatMap((each) => variablesIn(each, text));
  const inner = type === 'cast_expression' ? children.at(-1) : children[0];
  return inner ? variablesIn(inner, text) : [];
}

const setsVariable = /^(set|new|clear|remove)-variable$|^(sv|nv|clv|rv)$/i;
const takesVariable = /^-(\w*variable|ov|ev|wv|iv|pv)$/i;
const onDrive = /^((?:variable|env):)[\\/]*(\w+)$/i;

/** Set through arguments: `Set-Variable`, `-OutVariable`, `Set-Item env:X`. */
export function assignedBy({ words }: Command, textOf: (word: Word) => string | undefined): readonly Assignment[] {
  const [program, ...args] = words;
  const isSetter = program !== undefined && setsVariable.test(textOf(program) ?? '');
  return args.flatMap((word, index) => {
    const before = args[index - 1];
    const isNamed = isSetter || (before !== undefined && takesVariable.test(textOf(before) ?? ''));
    return [...(word.items ?? [word]), ...(word.colonValue ? [word.colonValue] : [])].flatMap((each) => {
      const text = textOf(each) ?? '';
      const [, drive, onIt] = onDrive.exec(text) ?? [];
      if (drive !== undefined && onIt !== undefined) return [somehow(nameOf(drive + onIt), each)];
      const isColon = each === word.colonValue && takesVariable.test(/^[^:]*/.exec(textOf(word) ?? '')?.[0] ?? '');
      return (isNamed || isColon) && /^\+?[\w:]+$/.test(text) ? [somehow(nameOf(text.replace(/^\+/, '')), each)] : [];
    });
  });
}
