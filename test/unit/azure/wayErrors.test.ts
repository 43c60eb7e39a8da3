import { expect, test } from 'vitest';
import data from '../../../src/azure/identity/data/wayErrors.json' with { type: 'json' };
import { wayError } from '../../../src/azure/identity/wayErrors';
import { authenticationMethods } from '../../../src/ids';

test('every known failure of a way to sign in has a sign in lower case, advice, and where it comes from', () => {
  for (const { ways, signs, message, source, asOf } of data) {
    for (const way of ways) expect(authenticationMethods).toContain(way);
    for (const sign of signs) expect(sign).toBe(sign.toLowerCase());
    expect(signs.length * ways.length).toBeGreaterThan(0);
    expect(message).toMatch(/[^.]\.$/);
    expect(source.length).toBeGreaterThan(5);
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

test('the words of one way mean nothing in another', () => {
  expect(wayError('access_denied: no', { kind: 'browser' })?.message).toContain('given up in the browser');
  expect(wayError('access_denied: no', { kind: 'managedIdentity' })).toBeUndefined();
});
