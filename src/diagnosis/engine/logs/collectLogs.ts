import { scriptTitles } from '../../../kernel/knowledge/scriptTitles';
import type { OperatingSystem } from '../../../kernel/resources';
import type { RemoteScript } from '../../../kernel/ports';
import { join, shellTag } from '../../../planning/targets/servers';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';

/** The Arc proxy's log is last: a run command keeps only the last 4 KB. */
interface LogFile {
  readonly name: string;
  /** How many bytes of its end are collected. */
  readonly bytes: number;
}

const files: readonly LogFile[] = [
  { name: 'azcmagent.log', bytes: 100_000 },
  { name: 'himds.log', bytes: 100_000 },
  { name: 'arcproxy.log', bytes: 400_000 },
];

const sh = shellTag(bashLiteral);
const ps = shellTag(powershellLiteral);

// Folders: learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01).
const onLinux = sh`
#!/usr/bin/env bash
# Prints the last part of each agent log. Changes nothing.
set -u
end_of() {
  local file=/var/opt/azcmagent/log/$1
  printf '\n### %s\n' "$1"
  if [ -r "$file" ]; then tail -c "$2" "$file"; else echo 'This log does not exist here.'; fi
}
${join(
  files.map(({ name, bytes }) => sh`end_of ${name} ${bytes}`),
  '\n',
)}
`;

const onWindows = ps`
# Prints the last part of each agent log. Changes nothing.
$ErrorActionPreference = 'Stop'
function Write-End($name, $count) {
    $path = Join-Path $env:ProgramData "AzureConnectedMachineAgent\Log\$name"
    ''
    '### ' + $name
    if (-not (Test-Path -LiteralPath $path)) { 'This log does not exist here.'; return }
    # The agent keeps the file open for writing.
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

export const collectLogs = (os: OperatingSystem): RemoteScript => ({
  title: scriptTitles.readAgentLogs,
  shell: os === 'windows' ? 'powershell' : 'bash',
  text: `${(os === 'windows' ? onWindows : onLinux).text}\n`,
  isElevated: true,
  timeoutMilliseconds: 120_000,
  outputLimit: bytes,
});

/** The Arc proxy's part, and the number of lines before it; everything if a run command truncated its heading. */
export function proxyPart(collected: string): { readonly text: string; readonly linesBefore: number } {
  const heading = '### arcproxy.log\n';
  const at = collected.lastIndexOf(heading);
  if (at < 0) return { text: collected, linesBefore: 0 };
  const start = at + heading.length;
  return { text: collected.slice(start), linesBefore: collected.slice(0, start).split('\n').length - 1 };
}
