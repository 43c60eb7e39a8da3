import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/kernel/redact';
import { alphabets, type Form, forms } from './redactForms';
import { expectHits } from '../../support/hits';

/** Parts that nothing else in a form has, so that none of them may be seen afterwards. */
const part = fc.stringMatching(/^[A-Za-z0-9]{6}[A-Z][a-z]$/);

/** A secret of some parts with what people and generators put between them. */
const secretFor = ({ of }: Form) =>
  fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.constantFrom(...alphabets[of])))
    .map(([parts, between]) => ({
      parts,
      secret: parts.map((each, index) => (index === 0 ? each : `${between.next().value}${each}`)).join(''),
    }));

describe('redact', () => {
  it('knows more forms than there are in the reports of those who attacked it', () => {
    expect(new Set(forms.map(({ form }) => form)).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(100);
  });

  it.each(forms)('takes every part of a secret out of $form, once and for all', (form) => {
    fc.assert(
      fc.property(secretFor(form), ({ parts, secret }) => {
        const text = form.write(secret);
        const kept = redact(text);
        expect(parts.filter((each) => kept.includes(each))).toEqual([]);
        expect(kept).toContain('removed»');
        expect(redact(kept)).toBe(kept);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    'GET https://management.azure.com/subscriptions?api-version=2022-12-01 answered 403 (Forbidden)',
    'The secret is not accepted any more. Store another secret.',
    'password: expired',
    'Password: required',
    'Enter password:\nPassword:\n',
    'The password for arc is wrong; the token has expired.',
    'Permission denied (publickey,password).',
    'sudo: a password is required',
    'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.',
    'Basic authentication is off; Basic SKU, Bearer token missing.',
    'bypass: none, compass=north',
    'ssh -p 2222 admin@edge-01, mkdir -p /var/opt, docker run -p 8080:80 nginx',
    'http://proxy.contoso.com:8080/path?mail=joe@contoso.com',
    'https://registry.npmjs.org:443/@azure/identity',
    'git@github.com:org/repo, mailto:joe@contoso.com, joe@contoso.com',
    'SharedAccessKeyName=Root, secretName: arc-tls, password-file /etc/x, tokenizer=on',
    'azcmagent connect --location westeurope --tags "City=New York"',
    'azcmagent config set proxy.url http://10.1.2.3:3128',
    'net use shows nothing',
    'The password is wrong, and the value is not used.',
    'Get-Content secret -Raw | Out-Null',
    'useSecret: false, hasPassword=true, "token": null',
    'time="2026-05-01T10:00:00Z" level=info msg="tunnel established" host=gbl.his.arc.azure.com:443',
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/machines/a',
    'Connect-AzAccount -Credential -Verbose',
    'az login --claims-challenge eyJhIjoxfQ==',
  ])('leaves as it is: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('keeps what stands around a secret', () => {
    expect(redact('grant_type=x&client_secret=abc&scope=y')).toBe('grant_type=x&client_secret=«removed»&scope=y');
    expect(redact('Server=x;Password=abc;Database=y')).toBe('Server=x;Password=«removed»;Database=y');
    expect(redact('{"password":"a\\"b","user":"arc"}')).toBe('{"password":"«removed»","user":"arc"}');
    expect(redact('http://arc:a@b/c@proxy:8080/x')).toBe('http://arc:«removed»@proxy:8080/x');
    expect(redact('Authorization: Bearer abc.def\nHost: x')).toBe('Authorization: Bearer «removed»\nHost: x');
    expect(redact('<Password>a b</Password><User>arc</User>')).toBe('<Password>«removed»</Password><User>arc</User>');
    expect(redact('curl -u arc:x https://y')).toBe('curl -u arc:«removed» https://y');
  });

  it('changes nothing the second time, whatever the text', () => {
    const piece = fc.constantFrom(
      ...[
        'password',
        'secret',
        'token',
        'pwd',
        '=',
        ':',
        ': ',
        ' ',
        '"',
        "'",
        '\\',
        '\\"',
        '@',
        '://',
        '//',
        '-p ',
        '\n',
        '{',
        '}',
        '<',
        '>',
      ],
      ...[
        '«removed»',
        '-----BEGIN X-----',
        '-----END X-----',
        'Bearer ',
        'Authorization',
        'value',
        '&',
        ';',
        ',',
        '|',
        '%3D',
        'curl ',
        '-u ',
        'a',
        '1',
      ],
    );
    const hits = { kept: 0, redacted: 0 };
    expect(redact(redact('://password%3Dpassword@'))).toBe('://password%3D«removed»@');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const once = redact(text);
        hits[once === text ? 'kept' : 'redacted'] += 1;
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
    expectHits(hits, 300);
  });
});
