import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isServiceRunning,
  type ServiceAction,
  serviceScript,
} from '../../../../src/verification/engine/fixes/serviceScripts';
import { payloadOf } from '../../../../src/remoteAccess/payload/payloadOf';
import { powershell, runPowershell, withoutPowershell } from '../../../support/powershell';
import { skipUnless } from '../../../support/skip';
import { LinuxServer } from '../../planning/targets/servers/linuxServer';

/** Services are up once they are started, unless their port is taken. */
const systemctl = `#!/bin/bash
echo "$*" >>"$STUB/services"
case $1 in
  start | restart) [ ! -e "$STUB/masked" ] || { echo "Unit $2.service is masked." >&2; exit 1; }; : >"$STUB/up" ;;
  is-active) if [ -e "$STUB/up" ] && [ ! -e "$STUB/taken" ]; then echo active; else echo failed; exit 3; fi ;;
  status) echo 'arcproxyd.service: listen tcp :40343: bind: address already in use' ;;
esac
`;

describe('starting a service on Linux', () => {
  const serverWith = (...states: readonly string[]): LinuxServer => {
    const server = new LinuxServer();
    server.install();
    server.executable('bin/systemctl', systemctl);
    for (const state of states) server.write(state, '');
    return server;
  };
  const run = (server: LinuxServer, action: ServiceAction) =>
    server.run({
      ...{ kind: 'useGateway', os: 'linux', language: 'bash', fileName: 'service.sh', marks: [] },
      text: serviceScript('linux', action).text,
    });

  it.each([
    ['startArcProxy', 'start arcproxyd', 'is-active arcproxyd'],
    ['restartAgent', 'restart himdsd', 'is-active himdsd'],
  ] as const)('%s asks for no more than that, and sees that it stays up', async (action, ...calls) => {
    using server = serverWith();
    const { code, output } = await run(server, action);
    expect(code).toBe(0);
    expect(isServiceRunning('linux', output)).toBe(true);
    expect(server.read('services')?.trim().split('\n')).toEqual(calls);
    expect(server.read('naps')).toBe('5\n');
  });

  it('is no success if the service ends again, and says why', async () => {
    using server = serverWith('taken');
    const { code, output } = await run(server, 'startArcProxy');
    expect(code).toBe(1);
    expect(isServiceRunning('linux', output)).toBe(false);
    expect(output).toContain('address already in use');
  });

  it('fails by code where it is not allowed, there is no agent, or the service can’t be started', async () => {
    using masked = serverWith('masked');
    expect(await run(masked, 'startArcProxy')).toMatchObject({
      code: 1,
      output: 'Unit arcproxyd.service is masked.\n',
    });
    using foreign = serverWith();
    foreign.write('uid', '1000\n');
    expect((await run(foreign, 'restartAgent')).code).toBe(10);
    expect(foreign.read('services')).toBeUndefined();
    using bare = new LinuxServer();
    expect((await run(bare, 'startArcProxy')).code).toBe(15);
  });
});

describe('starting a service on Windows', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arc-services-'));
    mkdirSync(join(folder, 'AzureConnectedMachineAgent'));
    writeFileSync(join(folder, 'AzureConnectedMachineAgent', 'azcmagent.exe'), '');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The services of Windows, and an account that may change them, are played; the script is PowerShell’s own. */
  const windows = `
function Note-Call([string]$Text) { Add-Content -LiteralPath "$env:STUB/services" -Value $Text }
function Start-Service { param($Name, $ErrorAction) Note-Call "start $Name"; if ($env:MASKED) { throw 'The service is disabled.' } }
function Restart-Service { param($Name, [switch]$Force, $ErrorAction) Note-Call "restart $Name" }
function Get-Service { param($Name) [pscustomobject]@{ Status = $(if ($env:TAKEN) { 'Stopped' } else { 'Running' }) } }
function Start-Sleep { param($Seconds) Note-Call "sleep $Seconds" }
`;
  const run = async (action: ServiceAction, env: Readonly<Record<string, string>> = {}) => {
    const { text, ...script } = { ...serviceScript('windows', action), isElevated: false };
    const here = text
      .replaceAll('\\', '/')
      .replace(/^\$identity = .*$/m, '')
      .replace(/^if \(-not \$identity.*$/m, '');
    const { argv, input } = payloadOf({ ...script, text: `${windows}${here}` }, 'arc-0123456789abcdef01234567');
    writeFileSync(join(folder, 'services'), '');
    const outcome = await runPowershell(argv.slice(1), {
      home: folder,
      input,
      env: { STUB: folder, ProgramW6432: folder, ...env },
    });
    return { ...outcome, calls: readFileSync(join(folder, 'services'), 'utf8').trim().split('\n') };
  };

  it('waits, and reads it back', skipUnless(powershell, withoutPowershell), async () => {
    const { stdout, calls } = await run('restartAgent');
    expect(isServiceRunning('windows', stdout)).toBe(true);
    expect(calls).toEqual(['restart himds', 'sleep 5']);
  });

  it(
    'is no success if the service ends again, or can’t be started',
    skipUnless(powershell, withoutPowershell),
    async () => {
      const taken = await run('startArcProxy', { TAKEN: 'yes' });
      expect(isServiceRunning('windows', taken.stdout)).toBe(false);
      expect(taken.calls).toEqual(['start arcproxy', 'sleep 5']);
      const masked = await run('startArcProxy', { MASKED: 'yes' });
      expect(masked.stdout).toContain('The service is disabled.');
      expect(isServiceRunning('windows', masked.stdout)).toBeUndefined();
      expect(masked.calls).toEqual(['start arcproxy']);
    },
  );
});
