import { type FieldEdit } from '../../src/contract/wizard';
import { siteFieldAt } from '../../src/contract/siteFields';
import { type Path, pathKey, textAt, textsAt } from './documentValue';

export interface Format {
  read(document: unknown, path: Path): string;
  /** Typed text in the form that `read` gives. */
  tidy(typed: string): string;
  /** The value of a tidy text; undefined removes the key. */
  value(text: string): FieldEdit['value'];
}

const trim = (typed: string): string => typed.trim();
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

/** Keeps an empty text in the document. */
export const plainText: Format = { read: textAt, tidy: trim, value: (text) => text };

/** Removes the key of an empty text. */
export const optionalText: Format = { read: textAt, tidy: trim, value: orNothing };

/** What is no whole number stays text, so that it can be corrected. */
export const wholeNumber: Format = {
  read: textAt,
  tidy: trim,
  value: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : orNothing(text)),
};

/** Items separated by line breaks, commas, semicolons or tabs. */
export const itemsIn = (typed: string): string[] =>
  typed
    .split(/[\n\r,;\t]+/)
    .map(trim)
    .filter((item) => item !== '');

const lines = (items: readonly string[]): string => items.join('\n');

export const textList: Format = {
  read: (document, path) => lines(textsAt(document, path)),
  tidy: (typed) => lines(itemsIn(typed)),
  value: (text) => {
    const items = itemsIn(text);
    return items.length === 0 ? undefined : items;
  },
};

/** How the value of a field is written. */
export function formatAt(path: Path): Format {
  const { kind = 'text', isRequired = false } = siteFieldAt(pathKey(path)) ?? {};
  if (kind === 'number') return wholeNumber;
  if (kind === 'texts') return textList;
  return isRequired ? plainText : optionalText;
}
