import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectLogs, proxyPart } from '../../../../../src/diagnosis/engine/logs/collectLogs';
import { powershellParser, syntaxErrors } from '../../../../support/grammars';
import { run, tryRun } from '../../../../support/program';

const directory = mkdtempSync(join(tmpdir(), 'arc-logs-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('collecting logs', () => {
  beforeAll(() => {
    writeFileSync(join(directory, 'himds.log'), 'heartbeat\n');
    writeFileSync(join(directory, 'arcproxy.log'), `${'x'.repeat(500_000)}\nlast line\n`);
  });

  it('prints the ends of the logs, the Arc proxy’s last, and says which is missing', () => {
    const text = collectLogs('linux').text.replace('/var/opt/azcmagent/log', directory);
    const { status, stdout } = tryRun('bash', 'bash', ['-s'], { input: text });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\n### azcmagent\.log\nThis log does not exist here\.\n\n### himds\.log\nheartbeat\n/);
    const part = proxyPart(stdout);
    expect(part.text).toHaveLength(400_000);
    expect(part.text.endsWith('\nlast line\n')).toBe(true);
    expect(part.linesBefore).toBe(8);
    expect(stdout.length).toBeLessThan(collectLogs('linux').outputLimit);
  });

  it('takes all for the Arc proxy’s when the heading was cut off', () => {
    expect(proxyPart('some\nlines\n')).toEqual({ text: 'some\nlines\n', linesBefore: 0 });
  });

  it('is what shellcheck and PowerShell’s grammar accept', async () => {
    run('shellcheck', 'shellcheck', ['--severity=warning', '-'], collectLogs('linux').text);
    const parse = await powershellParser();
    expect(syntaxErrors(parse(collectLogs('windows').text))).toEqual([]);
  });
});
