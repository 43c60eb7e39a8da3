import { withoutEnd } from '../../kernel/scan';
import type { Verdict } from './checkResult';

/** What the agent, or Azure, did not say. */
export const unsaid = 'not said';
/** What was said to be empty. */
const empty = 'none';

export const said = (value: string): string => (value === '' ? empty : value);

/** Compares two texts; an observed one that is undefined was not said, and is unknown. */
export function equal(
  expected: string,
  observed: string | undefined,
  { same = isSame, why }: { readonly same?: (a: string, b: string) => boolean; readonly why?: string } = {},
): Verdict {
  if (observed === undefined) return unknown(said(expected));
  const outcome = same(expected, observed) ? 'passed' : 'failed';
  return { outcome, expected: said(expected), observed: said(observed), ...(why === undefined ? {} : { why }) };
}

export const unknown = (expected: string, observed: string = unsaid, why?: string): Verdict => ({
  outcome: 'unknown',
  expected,
  observed,
  ...(why === undefined ? {} : { why }),
});

/** There is nothing to compare with; what was seen is told all the same. */
export const skipped = (expected: string, observed: string | undefined): Verdict => ({
  outcome: 'skipped',
  expected,
  observed: observed === undefined ? unsaid : said(observed),
});

export const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Addresses of proxies: case, a final slash, a port of 80 and the name of this machine for itself do not matter. */
export const isSameUrl = (a: string, b: string): boolean => urlKey(a) === urlKey(b);

const urlKey = (url: string): string =>
  withoutEnd(url.trim().toLowerCase(), '/')
    .replace(/^(http:\/\/.*):80$/, '$1')
    .replace(/^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/]|$)/, 'http://localhost');
