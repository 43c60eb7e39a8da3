import { type Context, oncePerScript } from './context';
import { isPrintOnly } from './printOnly';
import { type Command, sourceOf, type Word } from './model';
import { variableOf } from './values';

/** `$name`, `${name`, `${!name`, `${#name`. */
const variable = /\$(?:\{[!#]?)?(\w+)/g;

interface Mentions {
  readonly commands: ReadonlyMap<string, readonly Command[]>;
  readonly assigned: ReadonlySet<string>;
  readonly listNames: ReadonlyMap<readonly Word[], string>;
}

export const mentionsIn = oncePerScript(({ model }): Mentions => {
  const namesIn = (words: readonly Word[]): ReadonlySet<string> =>
    new Set(words.flatMap((word) => Array.from(sourceOf(model, word).matchAll(variable), ([, name = '']) => name)));
  const commands = new Map<string, Command[]>();
  for (const command of model.commands)
    for (const name of namesIn(command.words)) {
      const known = commands.get(name);
      if (known) known.push(command);
      else commands.set(name, [command]);
    }
  const lists = model.assignments.flatMap(({ name, list }) => (list ? [[list, name] as const] : []));
  return {
    commands,
    assigned: namesIn(model.assignments.flatMap(({ value, list }) => [...(value ? [value] : []), ...(list ?? [])])),
    listNames: new Map(lists),
  };
});

const users = oncePerScript(() => new Map<string, readonly Command[]>());

/**
 * Commands that do more than print or compare a list. `isRunOnly` omits those that take all of it, which may be the
 * command in it.
 */
export function usersOf(context: Context, name: string, isRunOnly: boolean): readonly Command[] {
  const known = users(context);
  const key = `${isRunOnly} ${name}`;
  const found = known.get(key) ?? (mentionsIn(context).commands.get(name) ?? []).filter(isUser);
  known.set(key, found);
  return found;

  function isUser(command: Command): boolean {
    const { model } = context;
    return (
      !isPrintOnly(context, command) &&
      !/^(\[|test)$/.test(sourceOf(model, command.words[0] ?? command)) &&
      !(isRunOnly && command.words.some((word) => word.spread === 'list' && variableOf(word) === name))
    );
  }
}
