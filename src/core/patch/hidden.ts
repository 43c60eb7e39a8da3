import { argumentsOf, flagsOf } from './arguments';
import { type Connect, isAgent } from './connect';
import type { Context } from './context';
import { sourceOf } from './model';
import { isInert, programOf } from './programs';
import type { SyntaxNode } from './syntaxTree';

const mention = /\bazcmagent(?:\.exe)?[`"'}\s\\]+connect\b["']?\s*(?:[`\\]\r?\n\s*)?["']?(?:-|["$@])/i;

/** Refuses what connects, or may connect, in a way that cannot be read: inside a string, or under
 * another name. */
export function refuseHidden(context: Context, connects: readonly Connect[]): void {
  const { model, draft } = context;
  const known = new Set(connects.map(({ command }) => command.node));
  const seen = connects.flatMap(({ flags }) => flags.flatMap(({ argument, last }) => [argument.word, last.word]));
  for (const literal of model.literals) {
    if (isPrinted(context, literal.node)) continue;
    if (mention.test(sourceOf(model, literal))) {
      draft.refuse(
        literal.start,
        'A string holds the connect command; what becomes of it cannot be read with certainty.',
      );
    } else if (/--tenant-id\b/.test(sourceOf(model, literal)) && !seen.some(({ start }) => start === literal.start)) {
      draft.refuse(
        literal.start,
        'Arguments of connect stand here, but it is not certain what program runs with them.',
      );
    }
  }
  for (const command of model.commands) {
    if (known.has(command.node) || isInert(context, command)) continue;
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

/** Whether a literal is an argument of a command that only prints. */
function isPrinted(context: Context, node: SyntaxNode): boolean {
  let around: SyntaxNode | undefined = node;
  while (around && around.type !== 'command' && !/assignment|function|heredoc/.test(around.type))
    around = around.parent;
  if (around?.type !== 'command') return false;
  const command = context.model.commands.find((each) => each.node === around);
  return command !== undefined && isInert(context, command);
}
