import * as l10n from '@vscode/l10n';
import { lookUp } from '../lookUp';

let known: string | undefined;

/** BCP 47 tag of the translation in use, so plurals, lists, numbers and times match the text. */
export function textLanguage(): string {
  known ??= supported(
    l10n.t({ message: 'en', comment: 'The BCP 47 tag of the language that this file translates to' }),
  );
  return known;
}

/** A translation’s tag may be invalid. */
function supported(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Making one takes longer than all that it formats for a plan. */
interface Formats {
  readonly plural: Intl.PluralRules;
  readonly conjunction: Intl.ListFormat;
  readonly disjunction: Intl.ListFormat;
  readonly number: Intl.NumberFormat;
}

const formats = new Map<string, Formats>();

function formatsOf(language: string): Formats {
  const known = formats.get(language) ?? {
    plural: new Intl.PluralRules(language),
    conjunction: new Intl.ListFormat(language, { type: 'conjunction' }),
    disjunction: new Intl.ListFormat(language, { type: 'disjunction' }),
    number: new Intl.NumberFormat(language),
  };
  formats.set(language, known);
  return known;
}

/** "1 machine", "2 machines". */
export const plural = <T extends string>(
  count: number,
  forms: { readonly one: T; readonly other: T },
  language = textLanguage(),
): T => (formatsOf(language).plural.select(count) === 'one' ? forms.one : forms.other);

/** `a, b, and c`. */
export const listOf = (items: readonly string[], language = textLanguage()): string =>
  formatsOf(language).conjunction.format(items);

/** `a, b, or c`. */
export const alternatives = (items: readonly string[], language = textLanguage()): string =>
  formatsOf(language).disjunction.format(items);

/** `2,000`. */
export const formatNumber = (value: number, language = textLanguage()): string =>
  formatsOf(language).number.format(value);

/** From a data file; `build/strings.mjs` lists the fields. */
export const translated = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  l10n.t(text, { ...values });

/** For generated files. */
export const inEnglish = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w{1,30})\}/g, (whole, name: string) => String(lookUp(values, name) ?? whole));

/** The template with `{0}`, `{1}` … for its parts. */
export const messageOf = (own: TemplateStringsArray): string =>
  own.reduce((message, literal, index) => `${message}{${index - 1}}${literal}`);

/** Literals and part numbers, in the translation’s order. */
export const piecesOf = (message: string): readonly (string | number)[] =>
  message
    .split(/\{(\d+)\}/)
    .map((piece, index) => (index % 2 === 1 ? Number(piece) : piece))
    .filter((piece) => piece !== '');
