import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { TextCheck } from '../../kernel/azureNames';
import { isBlank, isTooLong, longestText } from './blank';
import { type About, faulty, readingBy, type Schema } from './schema';

/** Matches the whole trimmed text. */
export type Shape = Pick<RegExp, 'source' | 'flags'>;

interface TextOptions {
  /** Approximates `check` in the JSON schema. */
  readonly shape?: Shape;
  readonly check: TextCheck;
  readonly normalize?: (text: string) => string;
}

export const lowerCase = (text: string): string => text.toLowerCase();

/** Fully described by a pattern. */
export const shaped = (shape: RegExp, problem: string): Pick<TextOptions, 'shape' | 'check'> => ({
  shape,
  check: (text) => (shape.test(text) ? undefined : problem),
});

const same = (text: string): string => text;

/** Trimmed, for pasted values. */
export const text = ({ shape, check, normalize = same }: TextOptions, about?: About): Schema<string> =>
  readingBy(v.pipe(v.string(), v.metadata({ maxLength: longestText, shape, ...about })), (value) => {
    if (typeof value !== 'string') return faulty('invalid', l10n.t('Write this as text in double quotes.'));
    if (isTooLong(value)) return faulty('invalid', tooLong(value));
    const trimmed = value.trim();
    const problem = check(trimmed);
    return problem === undefined ? { value: normalize(trimmed) } : faulty('invalid', problem);
  });

const tooLong = (value: string): string =>
  l10n.t`This has ${value.length} characters, but a field can have at most ${longestText}. Shorten it.`;

export const required = (missing: string, schema: Schema<string>): Schema<string> =>
  readingBy(schema, (value, next) => (isBlank(value) ? faulty('missing', missing) : next(schema, value)));

/** Missing or empty. */
export const optional = (schema: Schema<string>): v.ExactOptionalSchema<Schema<string>, undefined> =>
  readingBy(v.exactOptional(schema), (value, next) => (isBlank(value) ? { value: undefined } : next(schema, value)));

/** With descriptions for editors, if any. */
export type Words<T extends string> = readonly T[] | Readonly<Record<T, string>>;

export const wordsOf = <const T extends string>(words: Words<T>): readonly T[] =>
  Array.isArray(words) ? (words as readonly T[]) : (Object.keys(words) as T[]);

/** JSON schema keywords. */
export const describedBy = (words: Words<string>): { readonly enumDescriptions?: readonly string[] } =>
  Array.isArray(words) ? {} : { enumDescriptions: Object.values(words) };

export const choice = <const T extends string>(words: Words<T>, message: string, about: About | undefined): Schema<T> =>
  v.pipe(v.picklist(wordsOf(words), message), v.metadata({ ...describedBy(words), ...about }));

/** Keeps settings of another choice in the document, so switching back loses nothing. */
export const ignored = (about: About | undefined) =>
  v.exactOptional(
    v.pipe(
      v.unknown(),
      v.transform((): undefined => undefined),
      v.metadata({ ...about }),
    ),
  );

/** At least 1. */
export const count = (most: number, message: string, about: About | undefined): Schema<number> =>
  v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(1, message),
    v.maxValue(most, message),
    v.metadata({ ...about }),
  );
