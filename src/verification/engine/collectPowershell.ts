import { exitCodes } from '../../planning/targets/servers';
import { type Fragment, join, shellTag } from '../../planning/targets/servers';
import { type CheckNeeds, hasFlags, powershellCheck } from './agentCheckScript';
import { powershellLiteral } from '../../kernel/text/quote';
import { agentCalls } from '../../planning/targets/servers';
import { collectionLimits, ignoredLines } from './collectionLimits';
import { noAgentMark } from './sections';

const ps = shellTag(powershellLiteral);
const { room, seconds } = collectionLimits;

/** For Windows PowerShell 5.1 and later. Read-only. */
export const collectPowershell = (what: 'log' | CheckNeeds): Fragment => {
  if (what === 'log') return join([opening, squeezing, sections, main(readLog)], '\n\n');
  return join([opening, agentCalls, powershellCheck(what), squeezing, sections, main(everything(what))], '\n\n');
};

const opening = ps`
# Reads what the Azure Connected Machine agent says of itself. Changes nothing.
$azcmagent = Join-Path $env:ProgramW6432 'AzureConnectedMachineAgent\azcmagent.exe'
`;

const squeezing = ps`
# Whole lines without needless blanks, as many as fit; lines that nobody needs are left out.
function Limit-Lines([string]$Text, [int]$Room) {
    foreach ($line in ($Text -replace ', ?"', ",\`n\`"" -split "\`r?\`n")) {
        $line = $line -replace '[ \t\r]+', ' '
        if ($line -match '^ ?$' -or $line -match ${ignoredLines}) { continue }
        $Room -= [Text.Encoding]::UTF8.GetByteCount($line) + 2
        if ($Room -lt 0) { '@@cut'; return }
        $line
    }
}
`;

const sections = ps`
function Write-Section([string]$Name, [int]$Room, [int]$Code, [string[]]$Lines) {
    "@@$Name"
    Limit-Lines ($Lines -join "\`n") $Room
    "@@\${Name}:$Code"
}
`;

const main = (body: Fragment): Fragment => ps`
try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { } # no console to speak of
if (-not (Test-Path -LiteralPath $azcmagent)) {
    ${noAgentMark}
    exit ${exitCodes.noAgent.code}
}
${body}
`;

const everything = (needs: CheckNeeds): Fragment => ps`
function Write-AgentSection([string]$Name, [int]$Room, [int]$Seconds, [string[]]$Arguments) {
    $lines = @(Invoke-Agent $Arguments $Seconds -WithErrors)
    Write-Section $Name $Room $LASTEXITCODE $lines
}

Write-AgentSection 'config' ${room.config} ${seconds.config} 'config', 'get', 'connection.type'
$shown = @(Invoke-Agent 'show', '-j' ${seconds.show} -WithErrors)
if ($LASTEXITCODE -ne 0) { $shown = @(Invoke-Agent 'show' ${seconds.show} -WithErrors) }
Write-Section 'show' ${room.show} $LASTEXITCODE $shown
Write-AgentSection 'check' ${room.check} ${seconds.check} ${hasFlags(needs) ? ps`@(Get-CheckArguments)` : 'check'}
`;

const readLog = ps`
$log = Join-Path $env:ProgramData 'AzureConnectedMachineAgent\Log\arcproxy.log'
$lines = @(Get-Content -LiteralPath $log -Tail 40 -Encoding UTF8 -ErrorAction SilentlyContinue)
Write-Section 'log' ${room.log} ([int](-not $lines)) $lines
`;
