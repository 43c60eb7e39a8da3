import { describe, expect, test } from 'vitest';
import { signInError } from '../../../../src/kernel/knowledge/signInError';
import table from '../../../../src/kernel/knowledge/data/signInErrors.json' with { type: 'json' };

const entra = (code: number, words: string): string =>
  `invalid_client: Error(s): ${code} - Timestamp: 2026-01-01 00:00:00Z - Description: AADSTS${code}: ${words} Trace ID: 0000aaaa-11bb Correlation ID: aaaa0000-bb11 - Correlation ID: aaaa0000-bb11 - Trace ID: 0000aaaa-11bb`;

describe('an error of Microsoft Entra', () => {
  test.each([
    [65001, 'consent', /consent/],
    [90094, 'consent', /administrator/],
    [50020, 'wrongTenant', /Choose the tenant/],
    [90072, 'wrongTenant', /Choose the tenant/],
    [500011, 'wrongTenant', /Choose the tenant/],
    [90002, 'wrongTenant', /Choose the tenant/],
    [7000222, 'credential', /expired/],
    [7000215, 'credential', /not its ID/],
    [700027, 'credential', /certificate/],
    [700016, 'credential', /client ID/],
    [53003, 'blocked', /Conditional Access/],
    [50076, 'signedOut', /Sign in to Azure again/],
    [700082, 'signedOut', /Sign in to Azure again/],
  ])('AADSTS%i is the obstacle “%s”', (code, obstacle, advice) => {
    const error = signInError(entra(code, 'Words of Entra.'));
    expect(error?.failure).toEqual({ code: 'SignedOut', obstacle });
    expect(error?.message).toMatch(advice);
    expect(error?.message).toContain(`AADSTS${code}`);
  });

  test('that passes is to be tried again', () => {
    expect(signInError(entra(90033, 'Busy.'))?.failure).toMatchObject({ code: 'Throttled' });
  });

  test('keeps its own words, and neither secrets nor the numbers of its operators', () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZWNyZXQifQ.c2lnbmF0dXJl';
    const cause = signInError(entra(7000215, `Invalid client_secret=s3cret-Value in ${token}.`))?.cause;
    expect(cause).toBeInstanceOf(Error);
    const { message } = cause as Error;
    expect(message).toContain('Invalid client_secret');
    for (const hidden of ['s3cret-Value', token, 'Trace ID', '0000aaaa']) expect(message).not.toContain(hidden);
  });

  test('that is not known is left to others', () => {
    expect(signInError('network_error')).toBeUndefined();
    expect(signInError(entra(99999999, 'New.'))).toBeUndefined();
    expect(signInError('AADSTS99999999: New. AADSTS65001: Old.')?.failure).toMatchObject({ obstacle: 'consent' });
  });
});

describe('the table', () => {
  test('says where each line is from', () => {
    for (const { source, asOf, message } of table) {
      expect(source).toMatch(/^learn\.microsoft\.com\//);
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(message).toMatch(/\.$/);
    }
  });

  test('names each number once', () => {
    const codes = table.flatMap((entry) => entry.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('knows no obstacle that nobody handles', () => {
    const obstacles = ['consent', 'wrongTenant', 'credential', 'blocked', 'signedOut', 'temporary'];
    expect(new Set(table.map(({ obstacle }) => obstacle))).toEqual(new Set(obstacles));
  });
});
