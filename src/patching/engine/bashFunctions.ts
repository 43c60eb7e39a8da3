import { type Command, type FunctionDefinition, sourceOf, type Word } from './model';
import { wrappers } from './programNames';
import type { Span, SyntaxNode } from './syntaxTree';

export function functionsIn(
  nodes: readonly SyntaxNode[],
  commands: readonly Command[],
  text: string,
): readonly FunctionDefinition[] {
  const definitions = nodes.filter(({ type }) => type === 'function_definition');
  return definitions.flatMap((node) => {
    const name = node.children.find(({ isNamed }) => isNamed);
    if (!name) return [];
    const from = firstAt(commands, node.start);
    return [{ name: sourceOf({ text }, name), node, commands: commands.slice(from, firstAt(commands, node.end)) }];
  });
}

/** `commands` are in text order. */
function firstAt(commands: readonly Command[], place: number): number {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

const positional = /^"?\$(?:[@*1]|\{[@*1](?:[^}]*)\})"?$/;
const textRunners = /^(eval|exec|bash|sh|dash|ssh|su|runuser|xargs|env)$/;

/** Functions that run their arguments: `run() { "$@"; }`, `retry() { timeout 60 "$@"; }`. */
export function wrappersIn(functions: readonly FunctionDefinition[], text: string): ReadonlySet<string> {
  const isWhole = (source: string): boolean => source === '"$@"' || source === '"${@}"';
  return new Set(
    functions.flatMap(({ name, commands }) =>
      commands.some((command) => isWhole(runWord(command, text) ?? '')) ? [name] : [],
    ),
  );
}

/** Includes functions that split arguments again, such as `eval "$*"`. */
export function runnersIn(functions: readonly FunctionDefinition[], text: string): ReadonlySet<string> {
  const isText = ({ words }: Command): boolean => {
    const [program, ...args] = words.map((word) => sourceOf({ text }, word));
    return textRunners.test(program ?? '') && args.some((each) => /\$\{?[@*1-9]/.test(each));
  };
  return new Set(
    functions.flatMap(({ name, commands }) =>
      commands.some((command) => positional.test(runWord(command, text) ?? '') || isText(command)) ? [name] : [],
    ),
  );
}

/** Functions that only hand on all arguments to one program: `run_az() { az "$@"; }`. With that program's word. */
export function forwardersIn(functions: readonly FunctionDefinition[], text: string): ReadonlyMap<string, Word> {
  const found = new Map<string, Word>();
  for (const { name, commands } of functions) {
    const [only, more] = commands;
    const words = only && !more ? only.words.filter((word) => !wrappers.has(sourceOf({ text }, word))) : [];
    const [program, args, rest] = words;
    if (program && args && !rest && sourceOf({ text }, args) === '"$@"') found.set(name, program);
  }
  return found;
}

function runWord({ words }: Command, text: string): string | undefined {
  let isWrapped = false;
  for (const word of words) {
    const source = sourceOf({ text }, word);
    if (wrappers.has(source)) isWrapped = true;
    else if (!isWrapped || !/^(?:-|\w+=|\d+[smhd]?$)/.test(source)) return source;
  }
  return undefined;
}

/** Passed to another shell by `declare -f`, `typeset -f`, or `export -f`. */
export function handedOver(
  nodes: readonly SyntaxNode[],
  functions: readonly FunctionDefinition[],
  text: string,
): readonly Span[] {
  const names = new Set<string>();
  let isAll = false;
  for (const { type, children } of nodes) {
    if (type !== 'declaration_command') continue;
    const [, ...words] = children.filter(({ isNamed }) => isNamed).map((each) => sourceOf({ text }, each));
    if (!words.some((word) => /^-[a-zA-Z]*f/.test(word))) continue;
    const named = words.filter((word) => !word.startsWith('-'));
    isAll ||= named.length === 0 || named.some((word) => word.includes('$'));
    for (const word of named) names.add(word);
  }
  return functions.filter(({ name }) => isAll || names.has(name)).map(({ node }) => node);
}
