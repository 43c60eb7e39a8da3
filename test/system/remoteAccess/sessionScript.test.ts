import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { oneLine } from '../../../build/shellScripts.mjs';
import { run } from '../../support/program';

const payload = join(import.meta.dirname, '../../../src/remoteAccess/payload');
const folder = mkdtempSync(join(tmpdir(), 'arc-session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['session.sh', 'bash'],
  ['elevate.sh', 'sh'],
])('%s', (file, shell) => {
  const source = join(payload, file);

  test('has no warning of shellcheck', () => {
    run('shellcheck', 'shellcheck', ['--severity=style', `--shell=${shell}`, source]);
  });

  test('says the same as one line: bash reads both as the same commands', () => {
    // bash prints a function as it has read it, without comments and in a layout of its own.
    const asRead = (text: string): string => {
      const path = join(folder, 'read.sh');
      writeFileSync(path, `whole() {\n${text}\n}\ndeclare -f whole\n`);
      return run('bash', 'bash', [path]).toString();
    };
    const text = readFileSync(source, 'utf8');
    expect(asRead(oneLine(text))).toBe(asRead(text));
  });
});
