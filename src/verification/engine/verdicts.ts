import { withoutEnd } from '../../kernel/scan';
import type { CheckOutcome, CheckVerdict, ComparedItem } from './checkResult';
import type { CodedText, ShownValue, TextCode } from './shownValue';

export const coded = (code: TextCode, args?: CodedText['args']): CodedText => ({ code, ...(args && { args }) });

export const notReported = coded('notReported');
export const none = coded('none');

/** Empty as `none`. */
export const shownValue = (value: string): ShownValue => (value === '' ? none : value);

/** Unknown if `observed` is undefined. */
export function equal(
  expected: string,
  observed: string | undefined,
  { same = isSame, why }: { readonly same?: (a: string, b: string) => boolean; readonly why?: string } = {},
): CheckVerdict {
  if (observed === undefined) return unknown(shownValue(expected));
  const outcome = same(expected, observed) ? 'passed' : 'failed';
  return verdict(outcome, shownValue(expected), shownValue(observed), why);
}

export const verdict = (
  outcome: CheckOutcome,
  expected: ShownValue,
  observed: ShownValue,
  why?: string,
): CheckVerdict => compared(outcome, [{ value: expected }], [{ value: observed }], why);

export const compared = (
  outcome: CheckOutcome,
  expected: readonly ComparedItem[],
  observed: readonly ComparedItem[],
  why?: string,
): CheckVerdict => ({ outcome, expected, observed, ...(why === undefined ? {} : { why }) });

export const unknown = (expected: ShownValue, observed: ShownValue = notReported, why?: string): CheckVerdict =>
  verdict('unknown', expected, observed, why);

/** Still shows the observed value. */
export const skipped = (expected: ShownValue, observed: string | undefined): CheckVerdict =>
  verdict('skipped', expected, observed === undefined ? notReported : shownValue(observed));

export const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Ignores case, a final slash, port 80, and aliases of localhost. */
export const isSameUrl = (a: string, b: string): boolean => urlKey(a) === urlKey(b);

const urlKey = (url: string): string =>
  withoutEnd(url.trim().toLowerCase(), '/')
    .replace(/^(http:\/\/.*):80$/, '$1')
    .replace(/^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/]|$)/, 'http://localhost');
