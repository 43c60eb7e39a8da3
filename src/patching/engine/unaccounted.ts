import type { Connect } from './connect';
import type { Context } from './context';
import { commandAt, isPrinted } from './printOnly';
import type { Command } from './model';
import { programOf } from './programs';
import type { Region } from './region';
import { containment, countWhile } from './spans';
import { nodesAround, type Span, type SyntaxNode } from './syntaxTree';

const verb = /(?<![\w./\\-])connect(?![\w-]|\.\w)/gi;
const agent = /azcmagent/gi;
// Rarely combined with `connect` in other programs.
const flag =
  /--?(?:resource-group|resource-name|subscription-id|tenant-id|location|service-principal-(?:id|secret|cert)|access-token|use-device-code|use-azcli|correlation-id)\b/gi;

const names = /^(function_name|class_method|invocation_expression|member_access)$/;

interface Script {
  readonly region: Region;
  readonly root: SyntaxNode;
  readonly context: Context;
  readonly connects: readonly Connect[];
  readonly clusters: readonly Connect[];
}

/**
 * Checks every `connect` outside comments and printed text against the known ones. Refuses others next to the agent or
 * its flags; notes others that are arguments of unknown programs.
 */
export function checkUnaccounted({ region, root, context, connects, clusters }: Script): void {
  const { patch } = context;
  const text = region.source;
  const places = (pattern: RegExp): readonly number[] =>
    Array.from(text.matchAll(pattern), ({ index }) => region.start + index);
  const verbs = places(verb);
  if (verbs.length === 0) return;
  const isKnown = containment(
    [...connects, ...clusters].flatMap((connect) => [
      connect.verb.word,
      ...connect.flags.flatMap(({ argument, last }) => [argument.word, last.word]),
    ]),
  );
  const lineEnds = endsOfLines(text).map((end) => region.start + end);
  const agents = places(agent);
  const flags = places(flag);
  for (const at of verbs) {
    const around = nodesAround(root, at);
    const [node] = around;
    if (
      !node ||
      around.some((each) => each.type.includes('here_string') && context.isHeld(each)) ||
      isKnown({ start: at, end: at }) ||
      !isLive(context, around) ||
      names.test(node.type)
    )
      continue;
    if (around.some(({ type, start }) => patch.isRefused(type.includes('string') ? start : at))) continue;
    const { start, end } = statementAround(around, lineEnds, at);
    const isNamed = hasBetween(agents, start, at);
    const isWord = isWholeWord(context, around, at);
    if (hasBetween(flags, at, end) || (isNamed && isWord)) patch.refuse(at, { code: 'connect.unaccounted' });
    else if (isNamed || (isWord && isUnknown(context, around)))
      patch.note(at, 'warning', { code: 'connect.unseen', uncertain: 'program' });
  }
}

/** Excludes continuations. */
const endsOfLines = (text: string): readonly number[] =>
  Array.from(text.matchAll(/\r?\n/g), ({ index }) => index).filter((end) => !/[\\`]/.test(text.charAt(end - 1)));

function statementAround(around: readonly SyntaxNode[], lineEnds: readonly number[], at: number): Span {
  const command = around.find(({ type }) => type === 'command');
  if (command) return command;
  const held = around.findLast(({ type }) => /string|^array|assignment|^hash_literal/.test(type));
  const index = countWhile(lineEnds, (end) => end < at);
  return {
    start: Math.min((lineEnds[index - 1] ?? -1) + 1, held?.start ?? at),
    end: Math.max(lineEnds[index] ?? Infinity, held?.end ?? at),
  };
}

const hasBetween = (places: readonly number[], start: number, end: number): boolean =>
  (places[countWhile(places, (place) => place < start)] ?? Infinity) < end;

/** Scripts in heredocs are read separately. */
function isLive(context: Context, around: readonly SyntaxNode[]): boolean {
  const [node] = around;
  const first = around.find(({ type }) => /^(comment|command|heredoc_body)$/.test(type));
  if (!node || first?.type === 'comment' || first?.type === 'heredoc_body') return false;
  return !isPrinted(context, node);
}

const commandAround = (context: Context, around: readonly SyntaxNode[]): Command | undefined => {
  const node = around.find(({ type }) => type === 'command');
  return node && commandAt(context, node);
};

function isWholeWord(context: Context, around: readonly SyntaxNode[], at: number): boolean {
  const words = commandAround(context, around)?.words ?? [];
  const index = countWhile(words, ({ end }) => end <= at);
  const word = words[index];
  return word !== undefined && index > 0 && context.values.textOf(word) === 'connect';
}

function isUnknown(context: Context, around: readonly SyntaxNode[]): boolean {
  const command = commandAround(context, around);
  const program = command && programOf(context, command);
  return program !== undefined && (program.name === 'set' || context.values.textOf(program.word) === undefined);
}
