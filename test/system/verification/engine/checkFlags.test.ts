import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { payloadOf } from '../../../../src/remoteAccess/payload/payloadOf';
import type { CheckNeeds } from '../../../../src/verification/engine/agentCheckScript';
import { compare } from '../../../../src/verification/engine/compare';
import { readEvidence } from '../../../../src/verification/engine/evidence';
import { sectionsIn } from '../../../../src/verification/engine/sections';
import { verificationScript } from '../../../../src/verification/engine/verificationScript';
import { powershell, runPowershell, withoutPowershell } from '../../../support/powershell';
import { run, tryRun } from '../../../support/program';
import { skipUnless } from '../../../support/skip';
import { fixture } from '../../../unit/verification/engine/fixture';

/**
 * An agent of a version that knows the flags of that version, as its release notes have them: it ends with an error at one
 * that it does not know. The rows of extensions and private answers are in its table only where it was asked for them.
 */
const agent = `#!/bin/bash
echo "$*" >>"$STUB/calls"
minor=$(cat "$STUB/minor")
case $1 in
  version) cat "$STUB/version" ;;
  config) echo gateway ;;
  show) cat "$STUB/show" ;;
  check)
    shift
    while [ $# -gt 0 ]; do
      case $1 in
        --extensions) [ "$minor" -ge 41 ] || { echo "Error: unknown flag: $1"; exit 1; }; extensions=$2; shift ;;
        --enable-pls-check) [ "$minor" -ge 20 ] || { echo "Error: unknown flag: $1"; exit 1; } ;;
        --use-private-link) [ "$minor" -lt 20 ] || { echo "Error: unknown flag: $1"; exit 1; } ;;
        *) echo "Error: unknown flag: $1"; exit 1 ;;
      esac
      shift
    done
    cat "$STUB/check"
    [ "$extensions" != sql ] || cat "$STUB/sql"
    ;;
esac
`;

let folder: string;
let env: Record<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-flags-'));
  for (const path of ['AzureConnectedMachineAgent/azcmagent.exe', 'bin/azcmagent']) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), agent);
    chmodSync(join(folder, path), 0o755);
  }
  env = { STUB: folder, ProgramW6432: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}` };
  writeFileSync(join(folder, 'show'), fixture('show-1.67-gateway.json'));
  writeFileSync(join(folder, 'check'), fixture('check-new-table.txt'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sqlRows = (reachable: boolean): string =>
  ['dataprocessingservice', 'telemetry']
    .map((name) => `SQL Server |https://${name}.westeurope.arcdataservices.com |${reachable} |false |TLS 1.3 |set\n`)
    .join('');

beforeEach(() => {
  writeFileSync(join(folder, 'calls'), '');
  writeFileSync(join(folder, 'sql'), sqlRows(true));
});

function beOfVersion(version: string): void {
  const [, minor = '0'] = /\b1\.(\d+)/.exec(version) ?? [];
  writeFileSync(join(folder, 'version'), version);
  // Of the second major version: newer than all.
  writeFileSync(join(folder, 'minor'), /\b2\./.test(version) ? '9999' : minor);
}

const checkCall = (): string | undefined =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n')
    .find((call) => call.startsWith('check'));

/** By the name of the shell: what the script prints. */
const shells: Readonly<Record<'dash' | 'bash' | 'PowerShell', (needs: CheckNeeds) => Promise<string>>> = {
  dash: (needs) =>
    Promise.resolve(tryRun('sh', 'dash', ['-c', verificationScript('linux', needs).text], { env }).stdout),
  bash: (needs) =>
    Promise.resolve(tryRun('bash', 'bash', ['-c', verificationScript('linux', needs).text], { env }).stdout),
  PowerShell: async (needs) => {
    const { text, ...script } = { ...verificationScript('windows', needs), isElevated: false };
    const here = text.replace(
      "Join-Path $env:ProgramW6432 'AzureConnectedMachineAgent\\azcmagent.exe'",
      '"$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe"',
    );
    const { argv, input } = payloadOf({ ...script, text: here }, 'arc-0123456789abcdef01234567');
    return (await runPowershell(argv.slice(1), { home: folder, input, env })).stdout;
  },
};

const both: CheckNeeds = { connection: 'privateLink', scenarios: ['sqlServer'] };
const table: readonly (readonly [string, CheckNeeds, string])[] = [
  ['azcmagent version 1.67.03512.3117\n', both, 'check --extensions sql --enable-pls-check'],
  ['azcmagent version 1.41.02423.1234\r\n', both, 'check --extensions sql --enable-pls-check'],
  ['azcmagent version 1.40.02664.629\n', both, 'check --enable-pls-check'],
  ['azcmagent version 1.20.02100.1\n', both, 'check --enable-pls-check'],
  ['azcmagent version 1.19.01980.8\n', both, 'check --use-private-link'],
  ['1.9.21208.014\n', both, 'check --use-private-link'],
  ['azcmagent version 2.0.1.5\n', both, 'check --extensions sql --enable-pls-check'],
  ['a note\nazcmagent version 1.100.5.1\nanother\n', both, 'check --extensions sql --enable-pls-check'],
  ['', both, 'check'],
  ['Error: unknown command "version" for "azcmagent"\n', both, 'check'],
  ['azcmagent version neu\n', both, 'check'],
  ['azcmagent version 1.67.1.1\n', { connection: 'privateLink' }, 'check --enable-pls-check'],
  ['azcmagent version 1.67.1.1\n', { connection: 'gateway', scenarios: ['sqlServerEntra'] }, 'check --extensions sql'],
  ['azcmagent version 1.40.1.1\n', { connection: 'gateway', scenarios: ['sqlServer'] }, 'check'],
  ['azcmagent version 1.67.1.1\n', { connection: 'direct', scenarios: ['azureMonitor', 'keyVault'] }, 'check'],
];

describe.each(['dash', 'bash', 'PowerShell'] as const)('the agent’s own check, asked by %s', (shell) => {
  const gate = shell === 'PowerShell' ? skipUnless(powershell, withoutPowershell) : {};

  // Each start of PowerShell takes seconds.
  const rows = shell === 'PowerShell' ? table.filter((_, index) => index % 2 === 0) : table;

  it.each(rows)('has the flags that it knows: %j, %j', gate, async (version, needs, call) => {
    beOfVersion(version);
    const output = await shells[shell](needs);
    expect(checkCall()).toBe(call);
    expect(sectionsIn(output).get('check')).toMatchObject({ exitCode: 0, isWhole: true });
    expect(Buffer.byteLength(output)).toBeLessThan(4096);
  });

  it.each<readonly [string, string, string, string | undefined]>([
    ['azcmagent version 1.67.1.1\n', sqlRows(true), 'passed', undefined],
    ['azcmagent version 1.67.1.1\n', sqlRows(false), 'failed', ''],
    ...(shell === 'PowerShell' ? [] : [['azcmagent version 1.67.1.1\n', '', 'unknown', 'extensions'] as const]),
    ['azcmagent version 1.40.1.1\n', sqlRows(true), 'unknown', 'extensions'],
  ])('is judged by the rows that were asked for: %j with %j is %s', gate, async (version, rows, outcome, why) => {
    beOfVersion(version);
    writeFileSync(join(folder, 'sql'), rows);
    const needs = { connection: 'gateway', scenarios: ['sqlServer'] } as const;
    const evidence = readEvidence(await shells[shell](needs));
    const subject = { name: 'srv', kind: 'machine' } as const;
    const check = compare({ subject, from: 'site', ...needs }, { evidence }, 0).find(
      ({ id }) => id === 'network.endpoints',
    );
    expect(check).toMatchObject({ outcome, ...(why !== undefined && { why }) });
    if (why === 'extensions')
      expect(check?.observed).toContainEqual({
        subject: 'SQL Server enabled by Azure Arc',
        value: { code: 'notChecked' },
      });
  });
});

it('has no warning of shellcheck, as POSIX sh and as bash', () => {
  const file = join(folder, 'verify.sh');
  writeFileSync(file, verificationScript('linux', both).text);
  for (const shell of ['sh', 'bash']) run('shellcheck', 'shellcheck', ['--severity=style', `--shell=${shell}`, file]);
});
