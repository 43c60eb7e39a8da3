import type { ArcError, FailureCode } from '../errors';
import { isRecord } from '../isRecord';
import { lookUp } from '../lookUp';
import data from './data/failures.json';
import { inEnglish, textLanguage, translated } from './phrases';

/** An error to keep: its code and arguments, and its own words in the language of that session. */
export interface RecordedFailure {
  readonly failure: FailureData;
  readonly words: string;
  /** BCP 47. */
  readonly language: string;
}

/** `Failure` as data that may have been stored. */
export interface FailureData {
  readonly code: FailureCode;
  readonly [argument: string]: unknown;
}

const texts: Readonly<Record<FailureCode, string>> = data.texts;

export const recordFailure = ({ failure, message }: ArcError): RecordedFailure => ({
  failure: { ...failure },
  words: message,
  language: textLanguage(),
});

/**
 * The error’s own words if they are in the language asked for; otherwise a shorter text by its code. `language`: `en`
 * for files for machines; default: the display language.
 */
export function failureText({ failure, words, language: spoken }: RecordedFailure, language?: 'en'): string {
  if (spoken === (language ?? textLanguage())) return words;
  const fill = language === 'en' ? inEnglish : translated;
  const values = Object.entries(failure).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return fill(lookUp<string>(texts, failure.code) ?? failure.code, Object.fromEntries(values));
}

/** Undefined if invalid, or of a newer version. */
export function readFailure(value: unknown): RecordedFailure | undefined {
  if (!isRecord(value) || !isRecord(value.failure)) return undefined;
  const { failure, words, language } = value;
  if (typeof words !== 'string' || typeof language !== 'string' || !isFailure(failure)) return undefined;
  return { failure, words, language };
}

const isFailure = (value: Readonly<Record<string, unknown>>): value is { code: FailureCode } =>
  typeof value.code === 'string' && lookUp<string>(texts, value.code) !== undefined;
