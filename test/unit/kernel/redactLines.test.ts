import { describe, expect, it } from 'vitest';
import { LineRedactor } from '../../../src/kernel/redactLines';

const redacted = (...lines: readonly string[]): readonly string[] => {
  const redactor = new LineRedactor();
  return lines.flatMap((line) => redactor.redact(line) ?? []);
};

describe('secrets in lines that come one after the other', () => {
  it('are removed as they are from a text', () => {
    expect(redacted('a', 'password=hunter22', 'b')).toEqual(['a', 'password=«removed»', 'b']);
  });

  it('are removed with all lines of a key, and no line after it', () => {
    const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEow', 'IBAAKC', '-----END RSA PRIVATE KEY-----'];
    expect(redacted('a', ...key, 'b').join('\n')).toBe('a\n«key removed»\nb');
    expect(redacted(key.join(' '), 'b')).toEqual(['«key removed»', 'b']);
    expect(redacted('Private-Lines: 2', 'AAAAB3', 'NzaC1y', 'b')).toEqual(['Private-Lines: 2', 'b']);
    expect(redacted('Private-Lines: 5', 'AAAAB3', 'not one', 'AAAAB3')).toEqual([
      'Private-Lines: 5',
      'not one',
      'AAAAB3',
    ]);
  });

  it('are not looked for without an end', () => {
    const lines = Array.from({ length: 1000 }, (_, number) => `line ${number}`);
    expect(redacted('-----BEGIN X-----', ...lines)).toHaveLength(801);
  });
});
