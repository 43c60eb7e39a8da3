import { join } from 'node:path';
import { dotnetRoot, findPowershell } from '../../build/nuget.mjs';
import { start } from './program';

/** The PowerShell that judges; undefined where neither it nor a .NET SDK to install it is there. */
export const powershell = findPowershell();

/** Why a test that needs PowerShell is skipped. */
export const withoutPowershell = 'There is neither PowerShell nor a .NET SDK to install it with.';

export interface PowershellOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs PowerShell without a profile, with a home of its own below `home`; `input` is its standard input. Its start costs
 * most of a second of processor time, so many scripts belong into one run.
 */
export function runPowershell(
  args: readonly string[],
  { home, input = '', env = {} }: { home: string; input?: string; env?: Readonly<Record<string, string>> },
): Promise<PowershellOutcome> {
  if (powershell === undefined) throw new Error(withoutPowershell);
  const child = start(powershell, ['-NoLogo', '-NoProfile', '-NonInteractive', ...args], {
    env: { ...powershellEnvironment(home), ...env },
  });
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

/** What PowerShell and .NET need to know, and nothing of the account that runs the tests. */
export function powershellEnvironment(home: string): Record<string, string> {
  const root = dotnetRoot();
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C.UTF-8',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    DOTNET_CLI_HOME: home,
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
    ...(root === undefined ? {} : { DOTNET_ROOT: root }),
  };
}
