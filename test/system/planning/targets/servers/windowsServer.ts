import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Script } from '../../../../../src/planning/targets/script';
import { runPowershell } from '../../../../support/powershell';
import { agent, connectedState, newState } from './linuxServer';

/** What the download host serves to Windows: remembers its arguments and does what the real one does with them. */
const installScript = `param([string]$proxy)
[IO.File]::AppendAllText("$env:STUB/installer", "$proxy\`n")
if (Test-Path -LiteralPath "$env:STUB/fail-install") { exit 3 }
if (Test-Path -LiteralPath "$env:STUB/empty-install") { exit 0 }
$null = [IO.Directory]::CreateDirectory("$env:ProgramW6432/AzureConnectedMachineAgent")
[IO.File]::Copy("$env:STUB/agent", "$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe", $true)
if ($proxy -and -not (Test-Path -LiteralPath "$env:STUB/forget-proxy")) { & "$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe" config set proxy.url $proxy }
exit 0
`;

const recorder = (name: string, ending: string): string =>
  `#!/bin/bash\n{ printf '%s\\0' "$@"; printf '\\n'; } >>"$STUB/${name}"\n${ending}\n`;

/** How a script ended. */
export interface WindowsOutcome {
  readonly code: number;
  readonly output: string;
  /** The console's code page afterwards. */
  readonly codePage: number;
  /** Secrets that were left in the environment. */
  readonly secrets: readonly string[];
}

/** A run of a script in the process that runs many. */
export interface WindowsRun {
  readonly server: WindowsServer;
  readonly script: Script;
  /** Dot-sourced before it: the path of more stand-ins. */
  readonly standIns?: string;
  readonly codePage?: number;
  /** `$PSNativeCommandArgumentPassing`; only PowerShell 7 has it. */
  readonly passing?: 'Standard' | 'Windows' | 'Legacy';
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the scripts in one PowerShell, in their order. */
export async function runTogether(runs: readonly WindowsRun[]): Promise<readonly WindowsOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arc-windows-'));
  try {
    const [cases, results] = [join(folder, 'cases'), join(folder, 'results')];
    const lines = runs.map(({ server, script, standIns, codePage = 65_001, passing = 'Windows', env = {} }) =>
      JSON.stringify({
        script: server.place(script, standIns),
        codePage,
        passing,
        env: { ...server.environment, ...env },
      }),
    );
    writeFileSync(cases, lines.join('\n'));
    const driver = join(import.meta.dirname, '../../../../support/powershell/runCases.ps1');
    const { code, stdout, stderr } = await runPowershell(['-File', driver, cases, results], { home: folder });
    const outcomes = existsSync(results) ? readFileSync(results, 'utf8').split('\n').slice(0, -1) : [];
    if (outcomes.length !== runs.length)
      throw new Error(`${String(code)} after ${outcomes.length}: ${stdout}${stderr}`);
    return outcomes.map((line) => JSON.parse(line) as WindowsOutcome);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A made-up Windows server in a folder: real PowerShell on Linux, with stand-ins for the agent, for programs of Windows and
 * for its network.
 */
export class WindowsServer implements Disposable {
  readonly root: string;

  /** `temporary` is the name of the folder for temporary files. */
  constructor(private readonly temporary = 'tmp') {
    this.root = mkdtempSync(join(tmpdir(), 'arc-windows-'));
    const folders = ['bin', temporary, 'cert/LocalMachine/My', 'cert/CurrentUser/My', 'Windows/Temp', 'ProgramData'];
    for (const name of [...folders, 'Program Files/AzureConnectedMachineAgent', 'share']) {
      mkdirSync(join(this.root, name), { recursive: true });
    }
    this.executable('agent', agent);
    this.executable('bin/icacls.exe', recorder('icacls', '[ ! -e "$STUB/fail-icacls" ]'));
    this.executable('bin/taskkill.exe', `${recorder('taskkill', '')}kill -KILL "$4"\n`);
    this.write('install.ps1', installScript);
    this.write('state', JSON.stringify(newState));
    this.write('connected', JSON.stringify(connectedState()));
    this.write('proxy', '\n');
  }

  /** Puts the agent on the server, in this state. */
  install(state: unknown = newState): void {
    this.executable('Program Files/AzureConnectedMachineAgent/azcmagent.exe', agent);
    this.write('state', JSON.stringify(state, undefined, 2));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.root, name), text);
  }

  read(name: string): string | undefined {
    const path = join(this.root, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** What a program was given so far, each call as its arguments. */
  calls(program = 'calls'): string[][] {
    return (this.read(program) ?? '')
      .split('\0\n')
      .slice(0, -1)
      .map((call) => call.split('\0'));
  }

  /** What a stand-in recorded. */
  records<T>(name: string): T[] {
    return (this.read(name) ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  }

  /** What the script left behind among the temporary files. */
  leftovers(): string[] {
    return readdirSync(join(this.root, this.temporary));
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      STUB: this.root,
      CANARY: join(this.root, 'canary'),
      PATH: `${join(this.root, 'bin')}:${process.env.PATH ?? ''}`,
      TMPDIR: join(this.root, this.temporary),
      ProgramW6432: join(this.root, 'Program Files'),
      ProgramData: join(this.root, 'ProgramData'),
      SystemRoot: join(this.root, 'Windows'),
      // Nothing listens there: this is no virtual machine of Azure.
      METADATA: 'http://127.0.0.1:1',
    };
  }

  /** Puts a script into the share of the server, with stand-ins where Windows would answer, and returns its path. */
  place({ text, fileName }: Script, standIns?: string): string {
    const path = join(this.root, 'share', fileName);
    const before = standIns === undefined ? '' : `. '${standIns}'\n`;
    writeFileSync(path, fileName.endsWith('.ps1') ? `${before}${onLinux(text)}` : text);
    return path;
  }

  executable(name: string, text: string): void {
    this.write(name, text);
    chmodSync(join(this.root, name), 0o755);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What has to be another text on Linux; each has to be there wherever its like is. */
const replacements: readonly (readonly [like: RegExp, from: string, to: string])[] = [
  [
    /WindowsIdentity/,
    '[Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()',
    '(Get-StandInUser)',
  ],
  [/WindowsIdentity/, '[Security.Principal.WindowsIdentity]::GetCurrent()', '(Get-StandInUser)'],
  [/New-Object -ComObject/, '(New-Object -ComObject Microsoft.SMS.TSEnvironment)', '(Get-StandInTaskSequence)'],
  // .NET and programs take a backslash for a letter.
  [
    /Agent\\azcmagent\.exe"/,
    '"$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe"',
    '"$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe"',
  ],
  [/\$PSScriptRoot\\/, '"$PSScriptRoot\\', '"$PSScriptRoot/'],
  [/\$work\\/, '"$work\\', '"$work/'],
];

/** A script for Windows as it can run on Linux. */
export function onLinux(script: string): string {
  let text = script.replace(/'http:\/\/169\.254\.169\.254([^']*)'/g, `("$env:METADATA" + '$1')`);
  for (const [, from, to] of replacements) text = text.replaceAll(from, to);
  const missed = replacements.filter(([like]) => like.test(text)).map(([like]) => like.source);
  if (missed.length > 0) throw new Error(`There is no stand-in for ${missed.join(', ')}.`);
  return text;
}
