import * as l10n from '@vscode/l10n';
import { lookUp } from '../lookUp';

let known: string | undefined;

/**
 * The language of the product's own texts, as a BCP 47 tag: that of the translation in use, and `en` where there is none.
 * Plurals, lists, numbers and times follow it, so that a sentence is never in two languages.
 */
export function textLanguage(): string {
  known ??= supported(
    l10n.t({ message: 'en', comment: 'The BCP 47 tag of the language that this file translates to' }),
  );
  return known;
}

/** A translator may have left the tag as it was, or misspelled it. */
function supported(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The form of a text that goes with a count: "1 machine", "2 machines". */
export const plural = <T extends string>(
  count: number,
  forms: { readonly one: T; readonly other: T },
  language = textLanguage(),
): T => (new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other);

/** `a, b, and c`. */
export const listOf = (items: readonly string[], language = textLanguage()): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items);

/** `a, b, or c`. */
export const alternatives = (items: readonly string[], language = textLanguage()): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(items);

/** `2,000`. */
export const formatNumber = (value: number, language = textLanguage()): string =>
  new Intl.NumberFormat(language).format(value);

/** A sentence of a data file. Its English text is the key; `build/strings.mjs` says which fields hold such sentences. */
export const translated = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  l10n.t(text, { ...values });

/** As `translated`, and English in every display language: for files that the product generates. */
export const inEnglish = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(lookUp(values, name) ?? whole));

/** The message of a template, with a number in braces for each part: what a translation is looked up by. */
export const messageOf = (own: TemplateStringsArray): string =>
  own.reduce((message, literal, index) => `${message}{${index - 1}}${literal}`);

/** The parts of a translated message, in its order: own literals, and the numbers of what goes between them. */
export const piecesOf = (message: string): readonly (string | number)[] =>
  message
    .split(/\{(\d+)\}/)
    .map((piece, index) => (index % 2 === 1 ? Number(piece) : piece))
    .filter((piece) => piece !== '');
