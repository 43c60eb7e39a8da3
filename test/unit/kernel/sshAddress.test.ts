import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSshAddress, sshAddressText } from '../../../src/kernel/sshAddress';
import { expectHits } from '../../support/hits';

describe('a host for ssh', () => {
  test.each([
    ['web-01', { host: 'web-01' }],
    [' admin@web-01.corp.example ', { user: 'admin', host: 'web-01.corp.example' }],
    ['admin@10.0.0.4:2222', { user: 'admin', host: '10.0.0.4', port: 2222 }],
    ['fd00::4', { host: 'fd00::4' }],
    ['[fd00::4]:2222', { host: 'fd00::4', port: 2222 }],
    ['svc_arc@corp.example@web-01', { user: 'svc_arc@corp.example', host: 'web-01' }],
    ['CORP\\admin@web-01', { user: 'CORP\\admin', host: 'web-01' }],
    ['_alias', { host: '_alias' }],
  ])('is read from %s', (text, address) => {
    expect(parseSshAddress(text)).toEqual({ ok: true, value: address });
    expect(parseSshAddress(sshAddressText(address))).toEqual({ ok: true, value: address });
  });

  test.each([
    '',
    '-web',
    '-oProxyCommand=id',
    '-l@web',
    'admin@-web',
    'web 01',
    'web;id',
    'web|id',
    'web&id',
    '$(id)',
    '`id`',
    '%h',
    'web%i',
    "web'",
    'web"',
    'web\\',
    'web\n-oX',
    'web:0',
    'web:99999',
    'web:22x',
    '[web]:22',
    'ssh://web',
    'a b@web',
    'a;b@web',
    'wéb',
  ])('is not %j', (text) => {
    expect(parseSshAddress(text).ok).toBe(false);
  });

  test('holds nothing that a shell or ssh reads, whatever was typed', () => {
    const hits = { refused: 0, taken: 0, withUser: 0 };
    const part = fc.string({ unit: fc.constantFrom(...'ab1-.:$'), minLength: 1, maxLength: 3 });
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'a@-:%;$[].\\ ') }),
      fc.tuple(part, part).map((parts) => parts.join('@')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseSshAddress(text);
        hits[parsed.ok ? 'taken' : 'refused'] += 1;
        if (!parsed.ok) return;
        if (parsed.value.user !== undefined) hits.withUser += 1;
        expect(parsed.value.host).toMatch(/^[\w.:][\w.:-]*$/);
        expect(parsed.value.user ?? 'x').toMatch(/^\w[\w.@\\+$-]*$/);
      }),
      { numRuns: 1000 },
    );
    expectHits(hits, 10);
  });
});
