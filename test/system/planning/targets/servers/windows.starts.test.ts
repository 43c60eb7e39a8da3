import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { windowsScript } from '../../../../../src/planning/targets/servers/windows';
import { payloadOf } from '../../../../../src/remoteAccess/payload/payloadOf';
import { powershell, powershellEnvironment, runPowershell, withoutPowershell } from '../../../../support/powershell';
import { start } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { connectedState } from './linuxServer';
import { onLinux, WindowsServer } from './windowsServer';
import { sites } from './windowsTable';

const secret = `s3cr3t-4a1f"'\\ é`;
const standIns = join(import.meta.dirname, '../../../../support/powershell/standIns.ps1');
const servers: WindowsServer[] = [];
afterAll(() => {
  for (const server of servers) server[Symbol.dispose]();
});

interface Prepared {
  readonly server: WindowsServer;
  readonly file: string;
}

/** A new server with the script for it, which brings its stand-ins itself. */
function prepare(...files: readonly string[]): Prepared {
  const server = new WindowsServer();
  servers.push(server);
  for (const name of files) server.write(name, '');
  server.write('connected', JSON.stringify(connectedState()));
  const file = join(server.root, 'share', 'onboard-windows.ps1');
  const text = onLinux(windowsScript(sites.secret).text.replace(/^\ufeff/, ''));
  writeFileSync(file, `\ufeff. '${standIns}'\n${text}`);
  return { server, file };
}

const encoded = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
const textOf = (file: string): string => readFileSync(file, 'utf8').replace(/^\ufeff/, '');

interface Start {
  readonly args: readonly string[];
  readonly input?: string;
}

/** Each way to start a script. */
const starts: Readonly<Record<string, (file: string) => Start>> = {
  '-File': (file) => ({ args: ['-File', file] }),
  '-Command &': (file) => ({ args: ['-Command', `& '${file}'; exit $LASTEXITCODE`] }),
  dot: (file) => ({ args: ['-Command', `. '${file}'; exit $LASTEXITCODE`] }),
  '-EncodedCommand': (file) => ({ args: ['-EncodedCommand', encoded(`& '${file}'; exit $LASTEXITCODE`)] }),
  'a script block': (file) => ({ args: ['-Command', asBlock(file)] }),
  'Invoke-Expression': (file) => ({ args: ['-Command', `[IO.File]::ReadAllText('${file}') | Invoke-Expression`] }),
  'its standard input': (file) => ({ args: ['-Command', '-'], input: `& {\n${textOf(file)}}\n\n` }),
  'the remote payload': (file) => {
    const text = textOf(file);
    const limits = { timeoutMilliseconds: 60_000, outputLimit: 10_000 };
    const script = { title: '', shell: 'powershell', text, isElevated: false, ...limits } as const;
    const { argv, input } = payloadOf(script, 'arc-0123456789abcdef01234567');
    return { args: argv.slice(1), input };
  },
};

const asBlock = (file: string): string => `& ([ScriptBlock]::Create([IO.File]::ReadAllText('${file}')))`;

const options = { ...skipUnless(powershell, withoutPowershell), timeout: 300_000 };

describe('the Windows script', options, () => {
  it.each(Object.entries(starts))('keeps its exit code and its secret, started by %s', async (_, begin) => {
    const { server, file } = prepare('fail-connect');
    const { args, input = '' } = begin(file);
    const env = { ...server.environment, ARC_SERVICE_PRINCIPAL_SECRET: secret };
    const { code, stdout, stderr } = await runPowershell(args, { home: server.root, input, env });
    const output = stdout + stderr;
    expect({ code, output }).toEqual({
      code: 40,
      output: expect.stringContaining('failed with exit code 42') as unknown,
    });
    expect(JSON.parse(server.read('config') ?? '{}')).toHaveProperty('service-principal-secret', secret);
    expect([server.read('leaks'), server.leftovers(), output.includes('s3cr3t')]).toEqual([undefined, [], false]);
  });

  it('keeps a secret that is typed, as a script block in a console', async () => {
    const { server, file } = prepare('fail-connect');
    const { code, output } = await inConsole(server, ['-Command', asBlock(file)], secret);
    expect({ code, output }).toEqual({
      code: 40,
      output: expect.stringContaining('failed with exit code 42') as unknown,
    });
    expect(JSON.parse(server.read('config') ?? '{}')).toHaveProperty('service-principal-secret', secret);
    expect([server.read('leaks'), output.includes('s3cr3t')]).toEqual([undefined, false]);
  });

  it('says that there is no secret where nobody may be asked, and reports no failure', async () => {
    const { server, file } = prepare();
    const { code, output } = await inConsole(server, ['-NonInteractive', '-File', file]);
    expect({ code, output }).toEqual({
      code: 11,
      output: expect.stringContaining('ARC_SERVICE_PRINCIPAL_SECRET') as unknown,
    });
    expect([server.read('requests'), server.calls('calls')]).toEqual([undefined, []]);
  });
});

/** Runs PowerShell in a terminal, where a line is typed when it asks. */
async function inConsole(
  server: WindowsServer,
  args: readonly string[],
  typed = '',
): Promise<{ readonly code: number | null; readonly output: string }> {
  const words = [powershell ?? '', '-NoLogo', '-NoProfile', ...args].map(
    (word) => `'${word.replaceAll("'", `'\\''`)}'`,
  );
  const child = start('script', ['-qec', words.join(' '), '/dev/null'], {
    env: { ...powershellEnvironment(server.root), ...server.environment, STUB_TERMINAL: '1', TERM: 'dumb' },
  });
  let output = '';
  let isTyped = false;
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (isTyped || !output.includes('Secret of service principal')) return;
    isTyped = true;
    // The terminal itself shows what is typed before PowerShell waits for it: nobody types that soon.
    setTimeout(() => child.stdin.write(`${typed}\r`), 1500);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
