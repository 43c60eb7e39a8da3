import { withoutEnd } from '../../kernel/scan';
import { type CheckOutcome, type CheckVerdict, type ComparedItem, itemText } from './checkResult';

export const notReported = 'not said';
const empty = 'none';

export const formatValue = (value: string): string => (value === '' ? empty : value);

/** Unknown if `observed` is undefined. */
export function equal(
  expected: string,
  observed: string | undefined,
  { same = isSame, why }: { readonly same?: (a: string, b: string) => boolean; readonly why?: string } = {},
): CheckVerdict {
  if (observed === undefined) return unknown(formatValue(expected));
  const outcome = same(expected, observed) ? 'passed' : 'failed';
  return {
    outcome,
    expected: formatValue(expected),
    observed: formatValue(observed),
    ...(why === undefined ? {} : { why }),
  };
}

/** One item per line in the texts. */
export const compared = (
  outcome: CheckOutcome,
  expected: readonly ComparedItem[],
  observed: readonly ComparedItem[],
  why?: string,
): CheckVerdict => ({
  outcome,
  expected: expected.map(itemText).join('\n'),
  observed: observed.map(itemText).join('\n'),
  items: { expected, observed },
  ...(why === undefined ? {} : { why }),
});

export const unknown = (expected: string, observed: string = notReported, why?: string): CheckVerdict => ({
  outcome: 'unknown',
  expected,
  observed,
  ...(why === undefined ? {} : { why }),
});

/** Still shows the observed value. */
export const skipped = (expected: string, observed: string | undefined): CheckVerdict => ({
  outcome: 'skipped',
  expected,
  observed: observed === undefined ? notReported : formatValue(observed),
});

export const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Ignores case, a final slash, port 80, and aliases of localhost. */
export const isSameUrl = (a: string, b: string): boolean => urlKey(a) === urlKey(b);

const urlKey = (url: string): string =>
  withoutEnd(url.trim().toLowerCase(), '/')
    .replace(/^(http:\/\/.*):80$/, '$1')
    .replace(/^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/]|$)/, 'http://localhost');
