import type { TextCheck } from '../../kernel/azureNames';
import type { FieldError, FieldErrorCode } from './site';
import { lookUp } from '../../kernel/lookUp';

/** A place in a document, and the list that collects what is wrong there. */
export interface Place {
  readonly path: string;
  readonly errors: FieldError[];
}

/** Reads one value. `undefined` is what it gets for a missing key; what is wrong is reported at the place. */
export type Reader<T> = (value: unknown, place: Place) => T | undefined;

export const report = (place: Place, message: string, code: FieldErrorCode = 'invalid'): undefined => {
  place.errors.push({ path: place.path, code, message });
  return undefined;
};

/** The place of a member: `azure` → `azure.region`. */
export const inside = (place: Place, key: string): Place => ({
  path: place.path === '' ? key : `${place.path}.${key}`,
  errors: place.errors,
});

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface TextOptions {
  readonly check: TextCheck;
  /** Brings an acceptable text into the form the rest of the product sees. */
  readonly normalise?: (text: string) => string;
}

/** In characters: more than any field of a site has, so that nothing longer is ever looked at. */
const longestText = 1024;

export const isTooLong = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length > longestText &&
  (value.length > 2 * longestText || [...value].length > longestText);

function readText(value: unknown, place: Place, { check, normalise }: TextOptions): string | undefined {
  if (typeof value !== 'string') return report(place, 'Write this as text in double quotes.');
  if (isTooLong(value)) return report(place, tooLong(value));
  const text = value.trim();
  const problem = check(text);
  if (problem !== undefined) return report(place, problem);
  return normalise ? normalise(text) : text;
}

export const tooLong = (value: string): string =>
  `This has ${value.length} characters, and a field has at most ${longestText}. Remove what does not belong here.`;

/** Whether nothing was written yet. */
export const isBlank = (value: unknown): boolean =>
  !isTooLong(value) && (value === undefined || (typeof value === 'string' && value.trim() === ''));

/** A text that has to be there. White space around it is dropped, as it comes along with pasted values. */
export const text =
  (missing: string, options: TextOptions): Reader<string> =>
  (value, place) =>
    isBlank(value) ? report(place, missing, 'missing') : readText(value, place, options);

/** A text that may be missing or empty. */
export const optionalText =
  (options: TextOptions): Reader<string> =>
  (value, place) =>
    isBlank(value) ? undefined : readText(value, place, options);

type Readers<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/**
 * An object with known keys. A missing object is read as an empty one, so that each missing field is reported by
 * itself; `onUnknown` is given every key that has no reader.
 */
export function object<T extends object>(
  readers: Readers<T>,
  onUnknown: (key: string, value: unknown, place: Place) => void,
): Reader<T> {
  return (value, place) => {
    if (value !== undefined && !isRecord(value)) return report(place, 'Write this as an object in braces: { … }.');
    const source = value ?? {};
    const before = place.errors.length;
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(readers) as (keyof T & string)[]) {
      const member = lookUp(source, key);
      const read = readers[key](member, inside(place, key));
      if (read !== undefined) entries.push([key, read]);
    }
    for (const key of Object.keys(source)) {
      if (!Object.hasOwn(readers, key)) onUnknown(key, lookUp(source, key), inside(place, key));
    }
    // Every reader either gave its value or reported why it has none, so without new errors the object is whole.
    return place.errors.length === before ? (Object.fromEntries(entries) as T) : undefined;
  };
}

/** One of a few words; missing is fine. */
export const oneOf =
  <const T extends string>(words: readonly T[], message: string): Reader<T> =>
  (value, place) =>
    value === undefined ? undefined : (words.find((word) => word === value) ?? reportChoice(value, place, message));

/** Reports a value that is none of those to choose from. */
export const reportChoice = (value: unknown, place: Place, message: string): undefined =>
  report(place, message, isBlank(value) ? 'missing' : 'invalid');
