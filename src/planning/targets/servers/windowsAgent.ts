import { tookTooLong } from './exitCodes';
import { join, shellTag } from '../writing/fragment';
import { powershellLiteral } from '../../../kernel/text/quote';

const ps = shellTag(powershellLiteral);

// How a program reads its command line: learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments (2026-11).
// Go, the agent’s language, does the same (os/exec_windows.go).
const formatting = ps`
# Quotes one argument. PowerShell's own rules differ by version; 5.1 splits an argument with both a quote and a blank.
function Format-Argument([string]$Text) {
    if ($Text -match '^[^\s"]+\z') { return $Text }
    '"' + ($Text -replace '(\\*)"', '$1$1\"' -replace '\\+\z', '$0$0') + '"'
}
`;

const invoking = ps`
# Runs the agent at $azcmagent. Its output arrives line by line and is read as UTF-8, regardless of the console's code page.
# Its exit code is in $LASTEXITCODE: ${tookTooLong} if it was stopped after $Seconds.
function Invoke-Agent([string[]]$Arguments, [int]$Seconds = 86400, [switch]$WithErrors) {
    $ErrorActionPreference = 'Continue' # its exit code decides, not what it writes to stderr
    $line = @($Arguments | ForEach-Object { Format-Argument $_ }) -join ' '
    $start = New-Object Diagnostics.ProcessStartInfo $azcmagent, $line
    $start.WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = New-Object Text.UTF8Encoding $false
    $start.StandardErrorEncoding = New-Object Text.UTF8Encoding $false
    $agent = [Diagnostics.Process]::Start($start)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    try {
        $agent.StandardInput.Close()
        $streams = @($agent.StandardOutput, $agent.StandardError | ForEach-Object {
                @{ Reader = $_; Line = $_.ReadLineAsync() }
            })
        $errors = $streams[1]
        $isEnded = $false
        while ($streams -or -not $isEnded) {
            if (-not $isEnded -and $agent.HasExited) {
                $isEnded = $true
                $clock.Restart()
            }
            $which = -1
            if ($streams) {
                $lines = [Threading.Tasks.Task[]]@($streams | ForEach-Object { $_.Line })
                $which = [Threading.Tasks.Task]::WaitAny($lines, 100)
            }
            else { [void]$agent.WaitForExit(100) }
            $passed = $clock.Elapsed.TotalSeconds
            if (-not $isEnded -and $passed -ge $Seconds) { break }
            # A child process can keep the output open, and even write to it.
            if ($isEnded -and ($passed -ge 10 -or ($passed -ge 2 -and $which -lt 0))) { break }
            if ($which -lt 0) { continue }
            $stream = $streams[$which]
            $text = $stream.Line.Result
            if ($null -eq $text) {
                $streams = @($streams | Where-Object { $_ -ne $stream })
                continue
            }
            $stream.Line = $stream.Reader.ReadLineAsync()
            if ($WithErrors -or $stream -ne $errors) { $text } else { $Host.UI.WriteErrorLine($text) }
        }
    }
    finally {
        $code = ${tookTooLong}
        if ($agent.HasExited) { $code = $agent.ExitCode }
        else { & taskkill.exe /T /F /PID $agent.Id 2>&1 | Out-Null }
        $global:LASTEXITCODE = $code
    }
}
`;

/**
 * PowerShell functions that run the agent at `$azcmagent` with exact arguments and output, in Windows PowerShell 5.1 and
 * PowerShell 7, with or without a console.
 */
export const agentCalls = join([formatting, invoking], '\n\n');
