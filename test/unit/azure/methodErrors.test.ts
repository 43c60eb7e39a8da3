import { expect, test } from 'vitest';
import data from '../../../src/azure/identity/data/methodErrors.json' with { type: 'json' };
import { methodError } from '../../../src/azure/identity/methodErrors';
import { authenticationMethods } from '../../../src/ids';

test('every known failure of a method to sign in has a sign in lower case, advice, and where it comes from', () => {
  for (const { methods, signs, message, source, asOf } of data) {
    for (const method of methods) expect(authenticationMethods).toContain(method);
    for (const sign of signs) expect(sign).toBe(sign.toLowerCase());
    expect(signs.length * methods.length).toBeGreaterThan(0);
    expect(message).toMatch(/[^.]\.$/);
    expect(source.length).toBeGreaterThan(5);
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

test('the words of one method mean nothing in another', () => {
  expect(methodError('access_denied: no', { kind: 'browser' })?.message).toContain('canceled in the browser');
  expect(methodError('access_denied: no', { kind: 'managedIdentity' })).toBeUndefined();
});
