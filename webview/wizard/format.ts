import { type FieldEdit } from '../../src/contract/wizard';
import { type Path, textAt, textsAt } from './documentValue';

/** How a value of the document is written in a field. */
export interface Format {
  read(document: unknown, path: Path): string;
  /** Typed text as `read` would write it. */
  tidy(typed: string): string;
  /** The value of a tidy text; undefined removes the key. */
  value(text: string): FieldEdit['value'];
}

const trim = (typed: string): string => typed.trim();
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

/** An empty text stays in the document. */
export const plainText: Format = { read: textAt, tidy: trim, value: (text) => text };

/** An empty text is removed from the document. */
export const optionalText: Format = { read: textAt, tidy: trim, value: orNothing };

/** Anything but a whole number stays text, so that it can be corrected. */
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
