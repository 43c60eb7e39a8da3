import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansibleLiteral, bashDoubleQuoted, bashLiteral, yamlLiteral } from '../../../../../src/kernel/text/quote';
import { run } from '../../../../support/program';
import { hostileText } from '../../../../unit/planning/targets/servers/sites';

const texts = ['', '-rf', "'", '\n', '\\', ...fc.sample(hostileText, 3000)];

/** The texts as one bash process evaluates them once quoted, written out with NUL between them. */
function evaluatedByBash(quote: (text: string) => string, locale: string): string[] {
  const script = texts.map((text) => `printf '%s\\0' ${quote(text)}`).join('\n');
  const output = run('env', 'coreutils', [`LC_ALL=${locale}`, 'bash', '-s'], script).toString();
  return output.split('\0').slice(0, -1);
}

describe.each([
  ['bashLiteral', bashLiteral],
  ['bashDoubleQuoted', bashDoubleQuoted],
])('%s', (_, quote) => {
  it.each(['C', 'C.UTF-8'])('comes back unchanged from bash in the locale %s', (locale) => {
    expect(evaluatedByBash(quote, locale)).toEqual(texts);
  });
});

/** Reads a list of YAML from its input with Ansible's own loader, and writes it as JSON. */
const ansibleLoader = `
import json, sys
from ansible.parsing.dataloader import DataLoader
json.dump(DataLoader().load(sys.stdin.buffer.read().decode()), sys.stdout)
`;

describe.each([
  ['yamlLiteral', yamlLiteral],
  ['ansibleLiteral', ansibleLiteral],
])('%s', (_, quote) => {
  it('comes back unchanged from Ansible’s reader of YAML', () => {
    const list = texts.map((text) => `- ${quote(text)}\n`).join('');
    const read = run('/usr/bin/python3', 'ansible-core', ['-c', ansibleLoader], list).toString();
    // Ansible writes what it must not read as a template as an object of its own.
    const plain = (value: unknown): unknown =>
      typeof value === 'object' && value !== null ? Object.values(value)[0] : value;
    expect((JSON.parse(read) as unknown[]).map(plain)).toEqual(texts);
  });
});
