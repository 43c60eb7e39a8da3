import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { TextCheck } from '../../kernel/azureNames';
import { isBlank, isTooLong, longestText } from './blank';
import { type About, faulty, readingBy, type Schema } from './schema';

/** A pattern of a whole text, without the white space around it. */
export type Shape = Pick<RegExp, 'source' | 'flags'>;

interface TextOptions {
  /** As far as a pattern can say what the check says. */
  readonly shape?: Shape;
  readonly check: TextCheck;
  /** Brings an acceptable text into the form the rest of the product sees. */
  readonly normalize?: (text: string) => string;
}

export const lowerCase = (text: string): string => text.toLowerCase();

/** A text that a pattern alone describes. */
export const shaped = (shape: RegExp, problem: string): Pick<TextOptions, 'shape' | 'check'> => ({
  shape,
  check: (text) => (shape.test(text) ? undefined : problem),
});

const same = (text: string): string => text;

/** A text. White space around it is dropped, as it comes along with pasted values. */
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

/** A text that has to be there. */
export const required = (missing: string, schema: Schema<string>): Schema<string> =>
  readingBy(schema, (value, next) => (isBlank(value) ? faulty('missing', missing) : next(schema, value)));

/** A text that may be missing or empty. */
export const optional = (schema: Schema<string>): v.ExactOptionalSchema<Schema<string>, undefined> =>
  readingBy(v.exactOptional(schema), (value, next) => (isBlank(value) ? { value: undefined } : next(schema, value)));

/** Words to choose from, each with what an editor says of it, if anything. */
export type Words<T extends string> = readonly T[] | Readonly<Record<T, string>>;

export const wordsOf = <const T extends string>(words: Words<T>): readonly T[] =>
  Array.isArray(words) ? (words as readonly T[]) : (Object.keys(words) as T[]);

/** The keywords of a JSON schema for what is said of words. */
export const describedBy = (words: Words<string>): { readonly enumDescriptions?: readonly string[] } =>
  Array.isArray(words) ? {} : { enumDescriptions: Object.values(words) };

/** One of a few words. */
export const choice = <const T extends string>(words: Words<T>, message: string, about: About | undefined): Schema<T> =>
  v.pipe(v.picklist(wordsOf(words), message), v.metadata({ ...describedBy(words), ...about }));

/** What belongs to another choice may stay in the document: going back and forth then loses nothing. */
export const ignored = (about: About | undefined) =>
  v.exactOptional(
    v.pipe(
      v.unknown(),
      v.transform((): undefined => undefined),
      v.metadata({ ...about }),
    ),
  );

/** A whole number from 1. */
export const count = (most: number, message: string, about: About | undefined): Schema<number> =>
  v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(1, message),
    v.maxValue(most, message),
    v.metadata({ ...about }),
  );
