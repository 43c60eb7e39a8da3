import { type FieldEdit } from '../../src/contract/wizard';
import { type Path, textAt, textsAt } from './documentValue';

/** How a value of the document is written in a field, and how what is written there becomes one. */
export interface Format {
  read(document: unknown, path: Path): string;
  /** What was typed as `read` would write it. */
  tidy(typed: string): string;
  /** The value for a tidy text; without one the key is removed. */
  value(text: string): FieldEdit['value'];
}

const trim = (typed: string): string => typed.trim();
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

/** A text that is always there, empty at first. */
export const plainText: Format = { read: textAt, tidy: trim, value: (text) => text };

/** A text that stands in the document only when there is one. */
export const optionalText: Format = { read: textAt, tidy: trim, value: orNothing };

/** A whole number; anything else stays what it is, so that it can be seen and corrected. */
export const wholeNumber: Format = {
  read: textAt,
  tidy: trim,
  value: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : orNothing(text)),
};

/** Items as people write and paste them: one a line, or with commas, semicolons or tabs between them. */
export const itemsIn = (typed: string): string[] =>
  typed
    .split(/[\n\r,;\t]+/)
    .map(trim)
    .filter((item) => item !== '');

const lines = (items: readonly string[]): string => items.join('\n');

/** A list of texts, one a line. */
export const textList: Format = {
  read: (document, path) => lines(textsAt(document, path)),
  tidy: (typed) => lines(itemsIn(typed)),
  value: (text) => {
    const items = itemsIn(text);
    return items.length === 0 ? undefined : items;
  },
};
