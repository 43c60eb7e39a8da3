import { argumentsOf, flagsOf } from './arguments';
import { type Connect, isAgent } from './connect';
import type { Context } from './context';
import { isPrintOnly, isPrinted, isPrinter } from './printOnly';
import { type Command, type Literal, type Model, sourceOf } from './model';
import { programOf } from './programs';

const connect = String.raw`azcmagent(?:\.exe)?[\x60"'}\s\\]+connect`;
// With arguments, or a whole command that others may extend.
const mention = new RegExp(
  String.raw`\b${connect}\b["']?\s*(?:[\x60\\]\r?\n\s*)?["']?(?:--?[a-z]|["$@])|${connect}\s+$`,
  'i',
);
const atEnd = new RegExp(String.raw`${connect}$`, 'i');

const isMentionIn = (text: string): boolean => {
  if (mention.test(text)) return true;
  const end = atEnd.exec(text);
  return end !== null && beginsCommand(text.slice(0, end.index));
};

/** True before a command name, even with a path, quotes, or sudo. */
function beginsCommand(before: string): boolean {
  let at = before.length;
  const skip = (what: RegExp): string => {
    const from = at;
    while (at > 0 && what.test(before.charAt(at - 1))) at--;
    return before.slice(at, from);
  };
  const opens = (): boolean => at === 0 || /[;&|({]/.test(before.charAt(at - 1));
  if (/[\\/]$/.test(before) && /[;&|({]/.test(skip(/[^\s"']/))) return true;
  const between = skip(/[&"'\s]/);
  if (between.includes('&') || opens()) return true;
  if (!/^\s/.test(between) || !before.slice(0, at).endsWith('sudo')) return false;
  at -= 'sudo'.length;
  skip(/\s/);
  return opens();
}

/** Refuses connects in strings or under other names. */
export function refuseIndirectConnects(context: Context, connects: readonly Connect[]): void {
  const seen = new Set(
    connects.flatMap(({ flags, verb, command: { started } }) => [
      ...flags.flatMap(({ argument, last }) => [argument.word.start, last.word.start]),
      ...(verb.word.isInText && started ? [started.start] : []),
    ]),
  );
  const known = new Set(connects.map(({ command }) => command));
  refuseLiterals(context, seen);
  refuseLists(context, seen);
  for (const command of context.model.commands) {
    refuseVerbatim(context, command);
    if (known.has(command)) continue;
    if (isPrinter(context, command)) refusePassedOn(context, command);
    else refuseUnknown(context, command);
  }
}

function refuseLiterals(context: Context, seen: ReadonlySet<number>): void {
  const { model, patch } = context;
  for (const literal of model.literals) {
    if (context.isHeld(literal)) continue;
    const source = ownText(model, literal);
    const isMention =
      isMentionIn(contentOf(source)) || (/connect|azcmagent/i.test(source) && isMentionIn(valueOf(context, literal)));
    const holdsArguments = /--tenant-id\b/.test(source) && !seen.has(literal.start);
    if ((isMention || holdsArguments) && !isPrinted(context, literal.node))
      patch.refuse(
        literal.start,
        isMention ? { code: 'connect.insideString' } : { code: 'connect.argumentsOfUnknown' },
      );
  }
}

/** Excludes inner commands. */
function ownText({ text }: Model, { start, end, node }: Literal): string {
  let source = '';
  let at = start;
  for (const inner of node.children) {
    if (inner.type !== 'command_substitution' || inner.children.length === 0) continue;
    source += text.slice(at, inner.start);
    at = inner.end;
  }
  return source + text.slice(at, end);
}

const valueOf = ({ values }: Context, { parts }: Literal): string =>
  (parts && values.keyOf({ parts, start: 0, end: 0, quote: '', spread: 'no' })) ?? '';

function refuseLists(context: Context, seen: ReadonlySet<number>): void {
  const { model, values, patch } = context;
  for (const { list = [], target } of model.assignments) {
    const isCommand = list.some((word) => isAgent(context, word) || values.textOf(word) === 'connect');
    const tenant = list.find((word) => /^--tenant-id\b/.test(values.keyOf(word) ?? ''));
    if (isCommand && tenant && !seen.has(tenant.start))
      patch.refuse(target.start, { code: 'connect.argumentsOfUnknown' });
  }
}

function refuseVerbatim(context: Context, command: Command): void {
  const { model, patch } = context;
  const verbatim = command.words.find((word) => sourceOf(model, word).startsWith('--%'));
  if (!verbatim || !command.words.some((word) => isAgent(context, word))) return;
  if (/\bconnect\b/.test(sourceOf(model, command))) patch.refuse(verbatim.start, { code: 'connect.verbatimArguments' });
}

function refusePassedOn(context: Context, command: Command): void {
  if (isMentionIn(sourceOf(context.model, command)) && !isPrintOnly(context, command))
    context.patch.refuse(command.start, { code: 'connect.insideString' });
}

function refuseUnknown(context: Context, command: Command): void {
  const { values, patch } = context;
  const { items } = argumentsOf(context, command);
  const names = new Set(
    flagsOf(context, items, { switches: new Set(), valued: new Set(), aliases: {} }).map(({ name }) => name),
  );
  const hasVerb = items.some(({ word }) => values.textOf(word) === 'connect');
  if (programOf(context, command)?.name === 'start-process' && items.some(({ word }) => isAgent(context, word))) {
    patch.refuse(command.start, { code: 'connect.startProcess' });
  } else if (hasVerb && names.has('tenant-id') && (names.has('resource-group') || names.has('subscription-id'))) {
    patch.refuse(command.start, { code: 'connect.unknownProgram' });
  }
}

const contentOf = (source: string): string => source.replace(/^\$?@?(["'])([^]*)\1@?$/, '$2');
