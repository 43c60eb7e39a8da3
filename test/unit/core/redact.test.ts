import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core';

describe('redact', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'abc.def-123'],
    ['token eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJodHRwczov.c2lnbmF0dXJl in body', 'eyJhdWQi'],
    ['{"client_secret":"p8~Q.secret"}', 'p8~Q.secret'],
    ['--service-principal-secret p8~Q.secret --cloud', 'p8~Q.secret'],
    ['{"refresh_token": "0.AXoA-refresh"}', 'refresh"}'],
    ['grant_type=refresh_token&refresh_token=0.AXoA&scope=x', '0.AXoA'],
    ['{"secret": "p8~Q.secret words"}', 'p8~Q'],
    ['https://logs.blob.core.windows.net/c/b?sv=2024&sig=abc%2Fdef%3D&se=1', 'abc%2Fdef'],
    ['proxy http://arc:hunter2@proxy.contoso.com:8080 refused', 'hunter2'],
    ['-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----', 'MIIEv'],
    ['-----BEGIN PRIVATE KEY-----\nMIIEv cut off', 'MIIEv'],
  ])('takes the secret out of %j', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('removed»');
  });

  it('leaves ordinary text as it is', () => {
    const text = 'GET https://management.azure.com/subscriptions?api-version=2022-12-01 answered 403 (Forbidden)';
    expect(redact(text)).toBe(text);
    const words = 'The secret is not accepted any more. Store another secret.';
    expect(redact(words)).toBe(words);
  });
});
