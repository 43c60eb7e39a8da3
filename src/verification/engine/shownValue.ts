import { isRecord } from '../../kernel/isRecord';
import { lookUp } from '../../kernel/lookUp';
import { failureText, readFailure, type RecordedFailure } from '../../kernel/text/failureText';
import { formatNumber, inEnglish, listOf, plural, translated } from '../../kernel/text/phrases';
import { zonedTimeText } from '../../kernel/text/timeText';
import data from './data/valueTexts.json';

/** Reported by a machine, by Azure or by a site, and shown as it is; or our own words as data. */
export type ShownValue = string | CodedText | RecordedFailure;

export type TextCode = keyof typeof data.texts;

/** A text of `valueTexts.json`. A number is a count, formatted for the language; `time` is ISO 8601, and shown to people as they write it; `count` selects the plural form. */
export interface CodedText {
  readonly code: TextCode;
  readonly args?: Readonly<Record<string, TextArgument>>;
}

type TextArgument = string | number | readonly string[];

const texts: Readonly<Record<TextCode, string | { readonly one: string; readonly other: string }>> = data.texts;

/** `language`: `en` for files for machines and logs; default: the display language. */
export function shownText(value: ShownValue, language?: 'en'): string {
  if (typeof value === 'string') return value;
  if ('failure' in value) return failureText(value, language);
  const { code, args = {} } = value;
  const template = texts[code];
  const chosen = typeof template === 'string' ? template : plural(Number(args.count), template, language);
  const fill = language === 'en' ? inEnglish : translated;
  const filled = Object.entries(args).map(([name, each]) => {
    const isTime = name === 'time' && typeof each === 'string' && language !== 'en';
    return [name, isTime ? zonedTimeText(each) : argumentText(each, language)] as const;
  });
  return fill(chosen, Object.fromEntries(filled));
}

function argumentText(value: TextArgument, language?: 'en'): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? formatNumber(value, language) : listOf(value, language);
}

/** Independent of the language. */
export function isSameValue(a: ShownValue, b: ShownValue): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

const comparable = (value: ShownValue): unknown =>
  typeof value === 'object' && 'failure' in value ? Object.entries(value.failure).toSorted() : value;

const isTextCode = (text: string): text is TextCode => lookUp<unknown>(texts, text) !== undefined;

/** From JSON. Undefined if invalid, or of a newer version. */
export function readShownValue(value: unknown): ShownValue | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  const { code, args = {} } = value;
  if (typeof code !== 'string') return readFailure(value);
  if (!isTextCode(code) || !isRecord(args) || !areArguments(args)) return undefined;
  return { code, ...(Object.keys(args).length > 0 && { args }) };
}

const areArguments = (args: Readonly<Record<string, unknown>>): args is Readonly<Record<string, TextArgument>> =>
  Object.values(args).every(
    (each) =>
      typeof each === 'string' ||
      typeof each === 'number' ||
      (Array.isArray(each) && each.every((one) => typeof one === 'string')),
  );
