import { describe, expect, test } from 'vitest';
import { parseCertificate, parseGuid, parseSecret } from '../../../../src/kernel/servicePrincipal';

const block = (kind: string): string => `-----BEGIN ${kind}-----\nMIIB\n-----END ${kind}-----`;
const pem = (key: string): string => `${block('CERTIFICATE')}\n${block(key)}\n`;
const errorOf = (result: { ok: boolean; error?: string }): string => result.error ?? '';

describe('a service principal', () => {
  test('has GUIDs for ids, in one spelling', () => {
    expect(parseGuid(' 2F6D9A14-7b3c-4e85-a1d0-c94e5b8f6027 ')).toEqual({
      ok: true,
      value: '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027',
    });
    for (const text of ['', 'contoso.example', '2f6d9a14', '../2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027']) {
      expect(errorOf(parseGuid(text))).toContain('a GUID');
    }
  });

  test('has a secret that is not the secret’s ID', () => {
    expect(parseSecret(' abc~Def.1 \n')).toEqual({ ok: true, value: { kind: 'secret', secret: 'abc~Def.1' } });
    expect(errorOf(parseSecret('2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027'))).toContain('the secret’s ID');
    expect(errorOf(parseSecret('   '))).toContain('Paste the value');
    expect(errorOf(parseSecret('two words'))).toContain('no spaces');
  });

  test.each(['PRIVATE KEY', 'RSA PRIVATE KEY'])('has a certificate with its %s', (kind) => {
    expect(parseCertificate(pem(kind))).toEqual({ ok: true, value: { kind: 'certificate', pem: pem(kind).trim() } });
  });

  test.each([
    [block('PRIVATE KEY'), 'no certificate'],
    [block('CERTIFICATE'), 'no private key'],
    [pem('ENCRYPTED PRIVATE KEY'), 'passphrase'],
    [pem('EC PRIVATE KEY'), 'RSA'],
    ['', 'no certificate'],
  ])('is refused with a file that does not do: %#', (text, problem) => {
    const error = errorOf(parseCertificate(text));
    expect(error).toContain(problem);
    expect(error).not.toContain('MIIB');
  });
});
