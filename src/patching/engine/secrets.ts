import type { Connect } from './connect';
import type { Context } from './context';
import type { PatchBuilder } from './patchBuilder';
import { type Default, type Model, sourceOf, type Word } from './model';
import { isPlaceholder } from './placeholder';
import { programOf } from './programs';
import { countWhile } from './spans';
import { variableOf } from './values';

const secretName = /secret|passw(or)?d|access_?token|client_?key|_pwd$/i;
const secretFlag = /^(service-principal-secret|access-token)$/;
const inAddress = /\bhttps?:\/\/[^\s/:@'"$`<[]+:[^\s/@'"$`<[]+@/gi;

const note = (patch: PatchBuilder, at: number): void => {
  patch.note(at, 'warning', { code: 'secret.literal' });
};

/** Never repeats a secret. */
export function checkSecrets(context: Context, connects: readonly Connect[]): void {
  const { model, patch } = context;
  for (const { name, target, value } of model.assignments)
    if (secretName.test(name) && isSecret(context, value)) note(patch, target.start);
  for (const { name, value } of model.defaults)
    if (secretName.test(name) && isSecret(context, value)) note(patch, value.start);
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

/** `http://user:password@proxy`. */
export function checkAddresses(text: string, patch: PatchBuilder): void {
  for (const { index } of text.matchAll(inAddress)) note(patch, index);
}

function noteWord(context: Context, word: Word | undefined): void {
  if (!word) return;
  const { values, patch } = context;
  const name = variableOf(word);
  const given = name === undefined ? undefined : values.assignmentOf(name);
  if (isSecret(context, word)) note(patch, given?.target.start ?? word.start);
  for (const value of defaultsFor(context, word, name)) if (isSecret(context, value)) note(patch, value.start);
}

interface Defaults {
  readonly byName: Map<string, readonly Default[]>;
  readonly inOrder: readonly Default[];
}

const known = new WeakMap<Model, Defaults>();

/** `${name:-value}`, or a parameter's default. */
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
