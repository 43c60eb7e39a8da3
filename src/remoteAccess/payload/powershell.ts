import type { RemoteScript } from '../../kernel/ports';
import { deadlineSeconds, type Payload } from './payload';

/** Printed on stderr; `sshErrors.json` matches it. */
export const notAdministrator = 'arc: this account is not an administrator';

/**
 * Runs the script from its input in Base64, because command lines are too short (8,191 characters in cmd). PowerShell
 * passes redirected input as `$input` once it has ended. The mark comes with the process id, because sshd on Windows does
 * not end the process when the client disconnects.
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

/** For Windows PowerShell 5.1 and later; sshd may start cmd, PowerShell, or bash. */
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

/** Safe in any shell. */
export const endProcessTree = (processId: number): string => `taskkill.exe /T /F /PID ${processId.toFixed(0)}`;

const encoded = (text: string, encoding: 'utf16le' | 'utf8'): string => Buffer.from(text, encoding).toString('base64');
