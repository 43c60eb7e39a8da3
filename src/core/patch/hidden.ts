import { argumentsOf, flagsOf } from './arguments';
import { type Connect, isAgent } from './connect';
import type { Context } from './context';
import { isInert, isPrinted, isPrinter } from './inert';
import { type Command, sourceOf } from './model';
import { programOf } from './programs';

const connect = String.raw`azcmagent(?:\.exe)?[\x60"'}\s\\]+connect`;
// With arguments; or as a whole command, to which others may add them.
const mention = new RegExp(
  String.raw`\b${connect}\b["']?\s*(?:[\x60\\]\r?\n\s*)?["']?(?:--?[a-z]|["$@])|${connect}\s+$|(?:^|[;&|({])\s*(?:sudo\s+)?[&"'\s]*(?:[^\s"']*[\\/])?${connect}$`,
  'i',
);

const unknownProgram = 'Arguments of connect stand here, but it is not certain what program runs with them.';
const inString = 'A string holds the connect command; what becomes of it cannot be read with certainty.';

/** Refuses what connects, or may connect, in a way that cannot be read: inside a string, or under another name. */
export function refuseHidden(context: Context, connects: readonly Connect[]): void {
  const seen = new Set(
    connects.flatMap(({ flags }) => flags.flatMap(({ argument, last }) => [argument.word.start, last.word.start])),
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
  const { model, draft } = context;
  for (const literal of model.literals) {
    const source = sourceOf(model, literal);
    const isMention = mention.test(contentOf(source));
    const holdsArguments = /--tenant-id\b/.test(source) && !seen.has(literal.start);
    if ((isMention || holdsArguments) && !isPrinted(context, literal.node))
      draft.refuse(literal.start, isMention ? inString : unknownProgram);
  }
}

/** Lists of arguments that no connect is seen to take. */
function refuseLists(context: Context, seen: ReadonlySet<number>): void {
  const { model, values, draft } = context;
  for (const { list = [], target } of model.assignments) {
    const isCommand = list.some((word) => isAgent(context, word) || values.textOf(word) === 'connect');
    const tenant = list.find((word) => /^--tenant-id\b/.test(values.keyOf(word) ?? ''));
    if (isCommand && tenant && !seen.has(tenant.start)) draft.refuse(target.start, unknownProgram);
  }
}

function refuseVerbatim(context: Context, command: Command): void {
  const { model, draft } = context;
  const verbatim = command.words.find((word) => sourceOf(model, word).startsWith('--%'));
  if (!verbatim || !command.words.some((word) => isAgent(context, word))) return;
  if (/\bconnect\b/.test(sourceOf(model, command)))
    draft.refuse(verbatim.start, 'PowerShell passes on what follows --% as it stands. Write the arguments without it.');
}

function refusePassedOn(context: Context, command: Command): void {
  if (mention.test(sourceOf(context.model, command)) && !isInert(context, command))
    context.draft.refuse(command.start, inString);
}

function refuseUnknown(context: Context, command: Command): void {
  const { values, draft } = context;
  const { items } = argumentsOf(context, command);
  const names = new Set(flagsOf(context, items, { switches: new Set(), aliases: {} }).map(({ name }) => name));
  const hasVerb = items.some(({ word }) => values.textOf(word) === 'connect');
  if (programOf(context, command)?.name === 'start-process' && items.some(({ word }) => isAgent(context, word))) {
    draft.refuse(command.start, 'Start-Process takes the arguments as one text. Call azcmagent directly.');
  } else if (hasVerb && names.has('tenant-id') && (names.has('resource-group') || names.has('subscription-id'))) {
    draft.refuse(command.start, 'This looks like azcmagent connect, but it is not certain what program runs.');
  }
}

const contentOf = (source: string): string => source.replace(/^\$?@?(["'])([^]*)\1@?$/, '$2');
