import { argumentsOf, flagsOf } from './arguments';
import { type Connect, isAgent } from './connect';
import type { Context } from './context';
import { sourceOf } from './model';
import { isInert, isPrinted, isPrinter } from './inert';
import { programOf } from './programs';

const connect = String.raw`azcmagent(?:\.exe)?[\x60"'}\s\\]+connect`;
// With arguments; or as a whole command, to which others may add them.
const mention = new RegExp(
  String.raw`\b${connect}\b["']?\s*(?:[\x60\\]\r?\n\s*)?["']?(?:--?[a-z]|["$@])|${connect}\s+$|(?:^|[;&|({])\s*(?:sudo\s+)?[&"'\s]*(?:[^\s"']*[\\/])?${connect}$`,
  'i',
);

const unknownProgram = 'Arguments of connect stand here, but it is not certain what program runs with them.';
const inString = 'A string holds the connect command; what becomes of it cannot be read with certainty.';

/** Refuses what connects, or may connect, in a way that cannot be read: inside a string, or under
 * another name. */
export function refuseHidden(context: Context, connects: readonly Connect[]): void {
  const { model, draft } = context;
  const known = new Set(connects.map(({ command }) => command.node));
  const seen = connects.flatMap(({ flags }) => flags.flatMap(({ argument, last }) => [argument.word, last.word]));
  for (const literal of model.literals) {
    if (isPrinted(context, literal.node)) continue;
    if (mention.test(contentOf(sourceOf(model, literal)))) {
      draft.refuse(literal.start, inString);
    } else if (/--tenant-id\b/.test(sourceOf(model, literal)) && !seen.some(({ start }) => start === literal.start)) {
      draft.refuse(literal.start, unknownProgram);
    }
  }
  for (const { list = [], target } of model.assignments) {
    const isCommand = list.some((word) => isAgent(context, word) || context.values.textOf(word) === 'connect');
    const tenant = list.find((word) => /^--tenant-id\b/.test(context.values.keyOf(word) ?? ''));
    if (isCommand && tenant && !seen.some(({ start }) => start === tenant.start))
      draft.refuse(target.start, unknownProgram);
  }
  for (const command of model.commands) {
    const verbatim = command.words.find((word) => sourceOf(model, word).startsWith('--%'));
    if (
      verbatim &&
      command.words.some((word) => isAgent(context, word)) &&
      /\bconnect\b/.test(sourceOf(model, command))
    )
      draft.refuse(
        verbatim.start,
        'PowerShell passes on what follows --% as it stands. Write the arguments without it.',
      );
    if (known.has(command.node)) continue;
    if (isPrinter(context, command)) {
      if (mention.test(sourceOf(model, command)) && !isInert(context, command)) draft.refuse(command.start, inString);
      continue;
    }
    const { items } = argumentsOf(context, command);
    const names = new Set(flagsOf(context, items, { switches: new Set(), aliases: {} }).map(({ name }) => name));
    const hasVerb = items.some(({ word }) => context.values.textOf(word) === 'connect');
    if (programOf(context, command)?.name === 'start-process' && items.some(({ word }) => isAgent(context, word))) {
      draft.refuse(command.start, 'Start-Process takes the arguments as one text. Call azcmagent directly.');
    } else if (hasVerb && names.has('tenant-id') && (names.has('resource-group') || names.has('subscription-id'))) {
      draft.refuse(command.start, 'This looks like azcmagent connect, but it is not certain what program runs.');
    }
  }
}

const contentOf = (source: string): string => source.replace(/^\$?@?(["'])([^]*)\1@?$/, '$2');
