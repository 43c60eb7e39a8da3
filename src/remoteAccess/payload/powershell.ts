import type { RemoteScript } from '../../kernel/ports';
import { deadlineSeconds, type Payload } from './payload';

/** What the bootstrap says on stderr when an administrator is needed and the account is none. */
export const notAdministrator = 'arc: this account is not an administrator';

/**
 * Takes the script, in Base64, from its input and runs it: a command line is too short for one (8,191 characters in
 * cmd). PowerShell itself reads redirected input, and hands it over as `$input` once it has ended. The mark comes with
 * the process id, by which the process can be ended from outside: Windows' sshd leaves it alone when a client goes.
 */
const bootstrap = (mark: string, seconds: number, isElevated: boolean): string =>
  [
    "$ProgressPreference = 'SilentlyContinue'",
    '$arc = -join @($input)',
    'try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }',
    ...(isElevated ? [refuseOthers] : []),
    '$arcEnd = [PowerShell]::Create()',
    `[void]$arcEnd.AddScript("Start-Sleep -Seconds ${seconds}; taskkill.exe /T /F /PID $PID")`,
    '[void]$arcEnd.BeginInvoke()',
    '$arc = [ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($arc)))',
    `[Console]::Out.WriteLine("${mark} $PID")`,
    `[Console]::Error.WriteLine("${mark}")`,
    `try { & $arc } finally { [Console]::Error.WriteLine("${mark}") }`,
  ].join('\n');

const refuseOthers = `$arcUser = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $arcUser.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  [Console]::Error.WriteLine('${notAdministrator}')
  exit 126
}`;

/** For Windows PowerShell 5.1 and newer, behind cmd, PowerShell or bash as the shell that sshd starts. */
export function powershellPayload(script: RemoteScript, mark: string): Payload {
  const code = bootstrap(mark, deadlineSeconds(script), script.isElevated);
  const args = ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', encoded(code, 'utf16le')];
  return {
    argv: ['powershell.exe', ...args],
    command: ['powershell.exe', ...args].join(' '),
    input: `${encoded(script.text, 'utf8')}\n`,
    isSession: false,
  };
}

/** Ends what a bootstrap started; letters and digits alone, for any shell. */
export const endProcessTree = (processId: number): string => `taskkill.exe /T /F /PID ${processId.toFixed(0)}`;

const encoded = (text: string, encoding: 'utf16le' | 'utf8'): string => Buffer.from(text, encoding).toString('base64');
