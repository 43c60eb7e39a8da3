import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sectionsIn } from '../../../../src/verification/engine/sections';
import { verificationScript } from '../../../../src/verification/engine/verificationScript';
import { payloadOf } from '../../../../src/remoteAccess/payload/payloadOf';
import { powershell, runPowershell, withoutPowershell } from '../../../support/powershell';
import { tryRun } from '../../../support/program';
import { skipUnless } from '../../../support/skip';

/**
 * An agent that leaves a program of its own behind, which holds its output open for as long as the test lasts, and ignores
 * what would end it politely. Its check never ends.
 */
const agent = `#!/bin/sh
echo "$*" >>"$STUB/calls"
[ "$1" != show ] || { setsid sleep 900 & echo $! >>"$STUB/left"; }
case $1 in
  config) echo gateway ;;
  show) printf '{\\n "resourceGroup": "rg-köln-資源",\\n "status": "Connected"\\n}\\n' ;;
  check) trap '' TERM; echo 'first line'; echo $$ >>"$STUB/left"; setsid sleep 900 & echo $! >>"$STUB/left"; while :; do sleep 1; done ;;
esac
`;

let folder: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-held-'));
  for (const path of ['AzureConnectedMachineAgent/azcmagent.exe', 'bin/azcmagent']) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), agent);
    chmodSync(join(folder, path), 0o755);
  }
  // Ends the one that it is given; on Windows with all that it started.
  writeFileSync(join(folder, 'bin/taskkill.exe'), '#!/bin/bash\nkill -KILL "$4"\n');
  chmodSync(join(folder, 'bin/taskkill.exe'), 0o755);
  env = { STUB: folder, ProgramW6432: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}` };
});

afterEach(() => {
  for (const pid of left()) tryRun('kill', 'procps', ['-KILL', pid]);
  rmSync(folder, { recursive: true, force: true });
});

const left = (): readonly string[] => readFileSync(join(folder, 'left'), 'utf8').split('\n').filter(Boolean);
const isAlive = (pid: string): boolean => tryRun('kill', 'procps', ['-0', pid]).status === 0;

/** What was gathered while the program that the agent left behind still ran. */
function expectGathered(output: string): void {
  const sections = sectionsIn(output);
  expect(sections.get('show')).toMatchObject({ exitCode: 0 });
  expect(sections.get('show')?.text).toContain('rg-köln-資源');
  expect(sections.get('config')).toMatchObject({ text: 'gateway', exitCode: 0, isWhole: true });
  expect(sections.get('check')).toMatchObject({ exitCode: 124, isWhole: false });
  const [sleeper = ''] = left();
  expect(isAlive(sleeper)).toBe(true);
}

describe('an agent whose output is held open by a program that it left behind', { timeout: 300_000 }, () => {
  it('is read in its time on Linux', () => {
    const text = verificationScript('linux').text.replace(/ (?:80|150)(?= )/g, ' 3');
    const { stdout } = tryRun('sh', 'dash', ['-c', text], { env });
    expectGathered(stdout);
  });

  it.each(['C.UTF-8', 'de_DE.ISO-8859-1'])(
    'is read in its time on Windows, in a console of %s',
    skipUnless(powershell, withoutPowershell),
    async (locale) => {
      const { text, ...script } = { ...verificationScript('windows'), isElevated: false };
      const shorter = text
        .replace(
          "Join-Path $env:ProgramW6432 'AzureConnectedMachineAgent\\azcmagent.exe'",
          '"$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe"',
        )
        .replace(' 150 ', ' 3 ');
      const { argv, input } = payloadOf({ ...script, text: shorter }, 'arc-0123456789abcdef01234567');
      const { stdout } = await runPowershell(argv.slice(1), { home: folder, input, env: { ...env, LC_ALL: locale } });
      expectGathered(stdout);
    },
  );
});
