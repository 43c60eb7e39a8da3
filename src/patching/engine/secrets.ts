import type { Connect } from './connect';
import type { Context } from './context';
import type { Draft } from './draft';
import { type Default, type Model, sourceOf, type Word } from './model';
import { isPlaceholder } from './placeholder';
import { programOf } from './programs';
import { countWhile } from './spans';
import { variableOf } from './values';

const secretName = /secret|passw(or)?d|access_?token|client_?key|_pwd$/i;
const secretFlag = /^(service-principal-secret|access-token)$/;
const inAddress = /\bhttps?:\/\/[^\s/:@'"$`<[]+:[^\s/@'"$`<[]+@/gi;
const message = 'A secret stands here. Have the script read it when it runs, and renew it.';

const note = (draft: Draft, at: number): void => {
  draft.note(at, 'warning', 'secret.literal', message);
};

/** Notes secrets that stand in the text, without repeating them. */
export function checkSecrets(context: Context, connects: readonly Connect[]): void {
  const { model, draft } = context;
  for (const { name, target, value } of model.assignments)
    if (secretName.test(name) && isSecret(context, value)) note(draft, target.start);
  for (const { name, value } of model.defaults)
    if (secretName.test(name) && isSecret(context, value)) note(draft, value.start);
  for (const { flags } of connects)
    for (const { name, value } of flags) if (secretFlag.test(name)) noteWord(context, value);
  for (const command of model.commands) {
    const program = programOf(context, command);
    if (program?.name === 'az' && context.values.textOf(program.args[0] ?? program.word) === 'login')
      for (const word of passwordsOf(context, program.args)) noteWord(context, word);
    else if (program?.name === 'convertto-securestring')
      for (const word of program.args.filter((each) => !sourceOf(model, each).startsWith('-'))) noteWord(context, word);
  }
}

/** Notes addresses with a password in them: `http://user:password@proxy`. */
export function checkAddresses(text: string, draft: Draft): void {
  for (const { index } of text.matchAll(inAddress)) note(draft, index);
}

/** Notes a word that holds a secret, at the place where that stands. */
function noteWord(context: Context, word: Word | undefined): void {
  if (!word) return;
  const { values, draft } = context;
  const name = variableOf(word);
  const given = name === undefined ? undefined : values.assignmentOf(name);
  if (isSecret(context, word)) note(draft, given?.target.start ?? word.start);
  for (const value of defaultsFor(context, word, name)) if (isSecret(context, value)) note(draft, value.start);
}

interface Defaults {
  readonly byName: Map<string, readonly Default[]>;
  readonly inOrder: readonly Default[];
}

const known = new WeakMap<Model, Defaults>();

/** What a word holds where nobody gives its variable a value: `${name:-value}`, a parameter's default. */
function defaultsFor({ model }: Context, word: Word, name: string | undefined): readonly Word[] {
  const defaults = known.get(model) ?? {
    byName: Map.groupBy(model.defaults, (each) => each.name),
    inOrder: model.defaults.toSorted((a, b) => a.value.start - b.value.start),
  };
  known.set(model, defaults);
  const { byName, inOrder } = defaults;
  const first = countWhile(inOrder, ({ value }) => value.start < word.start);
  const end = countWhile(inOrder, ({ value }) => value.start < word.end);
  const within = inOrder.slice(first, end).filter(({ value }) => value.end <= word.end);
  const named = name === undefined ? [] : (byName.get(name) ?? []);
  // What a name holds is looked at once, however many words use it.
  if (name !== undefined) byName.delete(name);
  return [...named, ...within].map(({ value }) => value);
}

const passwordsOf = ({ values }: Context, args: readonly Word[]): readonly Word[] =>
  args.filter(
    (word, index) =>
      /^(-p|--password)$/.test(values.textOf(args[index - 1] ?? word) ?? '') ||
      (values.keyOf(word) ?? '').startsWith('--password='),
  );

function isSecret({ values }: Context, word: Word | undefined): boolean {
  const text = word && values.textOf(word);
  return text !== undefined && !isPlaceholder(text.replace(/^--password=/, ''));
}
