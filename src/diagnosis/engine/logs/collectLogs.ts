import type { OperatingSystem } from '../../../kernel/resources';
import type { RemoteScript } from '../../../kernel/ports';
import { join, shellTag } from '../../../planning/targets/servers';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';

/** A log of the agent. What is collected ends with the Arc proxy's: a run command keeps the last 4 KB alone. */
interface LogFile {
  readonly name: string;
  /** Bytes from its end. */
  readonly bytes: number;
}

const files: readonly LogFile[] = [
  { name: 'azcmagent.log', bytes: 100_000 },
  { name: 'himds.log', bytes: 100_000 },
  { name: 'arcproxy.log', bytes: 400_000 },
];

const sh = shellTag(bashLiteral);
const ps = shellTag(powershellLiteral);

// Its folders: learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01).
const onLinux = sh`
#!/usr/bin/env bash
# Prints the ends of the agent's logs. Changes nothing.
set -u
end_of() {
  local file=/var/opt/azcmagent/log/$1
  printf '\n### %s\n' "$1"
  if [ -r "$file" ]; then tail -c "$2" "$file"; else echo 'There is no such log here.'; fi
}
${join(
  files.map(({ name, bytes }) => sh`end_of ${name} ${bytes}`),
  '\n',
)}
`;

const onWindows = ps`
# Prints the ends of the agent's logs. Changes nothing.
$ErrorActionPreference = 'Stop'
function Write-End($name, $count) {
    $path = Join-Path $env:ProgramData "AzureConnectedMachineAgent\Log\$name"
    ''
    '### ' + $name
    if (-not (Test-Path -LiteralPath $path)) { 'There is no such log here.'; return }
    # The agent has it open for writing.
    $stream = [IO.File]::Open($path, 'Open', 'Read', 'ReadWrite, Delete')
    try {
        if ($stream.Length -gt $count) { $null = $stream.Seek(-$count, 'End') }
        (New-Object IO.StreamReader($stream)).ReadToEnd()
    } finally {
        $stream.Close()
    }
}
${join(
  files.map(({ name, bytes }) => ps`Write-End ${name} ${bytes}`),
  '\n',
)}
`;

const bytes = files.reduce((sum, file) => sum + file.bytes + 100, 0);

/** A script that prints the ends of the agent's logs. */
export const collectLogs = (os: OperatingSystem): RemoteScript => ({
  title: 'read the ends of the agent’s logs',
  shell: os === 'windows' ? 'powershell' : 'bash',
  text: `${(os === 'windows' ? onWindows : onLinux).text}\n`,
  isElevated: true,
  timeoutMilliseconds: 120_000,
  outputLimit: bytes,
});

/**
 * The Arc proxy's part of what was collected, and how many lines stand before it; all of it when its heading is cut off,
 * as a run command's limit does.
 */
export function proxyPart(collected: string): { readonly text: string; readonly linesBefore: number } {
  const heading = '### arcproxy.log\n';
  const at = collected.lastIndexOf(heading);
  if (at < 0) return { text: collected, linesBefore: 0 };
  const start = at + heading.length;
  return { text: collected.slice(start), linesBefore: collected.slice(0, start).split('\n').length - 1 };
}
