import { exitCodes } from '../scripts/exitCodes';
import { type Fragment, join, shellTag } from '../scripts/fragment';
import { powershellLiteral } from '../scripts/quote';
import { gatheringLimits, noise, tookTooLong } from './gathering';
import { noAgentMark } from './sections';

const ps = shellTag(powershellLiteral);
const { room, seconds } = gatheringLimits;

/** The verification script for Windows PowerShell 5.1 and newer: changes nothing, and prints sections. */
export const gatherPowershell = (withLog: boolean): Fragment =>
  join([opening, invoking, squeezing, sections, main(withLog)], '\n\n');

const opening = ps`
# Reads what the Azure Connected Machine agent says of itself. Changes nothing.
$azcmagent = Join-Path $env:ProgramW6432 'AzureConnectedMachineAgent\azcmagent.exe'
`;

const invoking = ps`
# The exit code and the output of the agent; ${tookTooLong} and what there is when it takes too long.
function Invoke-Agent([string]$Arguments, [int]$Seconds) {
    $start = New-Object Diagnostics.ProcessStartInfo $azcmagent, $Arguments
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [Text.Encoding]::UTF8
    $start.StandardErrorEncoding = [Text.Encoding]::UTF8
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    $inTime = $process.WaitForExit($Seconds * 1000)
    if (-not $inTime) { $process.Kill() }
    $code = ${tookTooLong}
    if ($inTime) { $code = $process.ExitCode }
    @{ Code = $code; Text = $output.Result + "\`n" + $errors.Result }
}
`;

const squeezing = ps`
# Whole lines without needless blanks, as many as fit; lines that nobody needs are left out.
function Limit-Lines([string]$Text, [int]$Room) {
    foreach ($line in ($Text -replace ', ?"', ",\`n\`"" -split "\`r?\`n")) {
        $line = $line -replace '[ \t\r]+', ' '
        if ($line -match '^ ?$' -or $line -match ${noise}) { continue }
        $Room -= [Text.Encoding]::UTF8.GetByteCount($line) + 2
        if ($Room -lt 0) { '@@cut'; return }
        $line
    }
}
`;

const sections = ps`
function Write-Section([string]$Name, [int]$Room, $Answer) {
    "@@$Name"
    Limit-Lines $Answer.Text $Room
    "@@\${Name}:$($Answer.Code)"
}
`;

const main = (withLog: boolean): Fragment => ps`
try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { } # no console to speak of
if (-not (Test-Path -LiteralPath $azcmagent)) {
    ${noAgentMark}
    exit ${exitCodes.noAgent.code}
}
${withLog ? readLog : everything}
`;

const everything = ps`
Write-Section 'config' ${room.config} (Invoke-Agent 'config get connection.type' ${seconds.config})
$shown = Invoke-Agent 'show -j' ${seconds.show}
if ($shown.Code -ne 0) { $shown = Invoke-Agent 'show' ${seconds.show} }
Write-Section 'show' ${room.show} $shown
Write-Section 'check' ${room.check} (Invoke-Agent 'check' ${seconds.check})
`;

const readLog = ps`
$log = Join-Path $env:ProgramData 'AzureConnectedMachineAgent\Log\arcproxy.log'
$lines = @(Get-Content -LiteralPath $log -Tail 40 -ErrorAction SilentlyContinue)
Write-Section 'log' ${room.log} @{ Code = [int](-not $lines); Text = $lines -join "\`n" }
`;
