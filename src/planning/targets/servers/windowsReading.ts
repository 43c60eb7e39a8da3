import { exitCodes } from './exitCodes';
import { automaticFrom } from './agentAge';
import { shellTag } from '../writing/fragment';
import { powershellLiteral } from '../../../kernel/text/quote';

const ps = shellTag(powershellLiteral);

/** Functions that read the agent’s state; they end the script if it is unknown. */
export const stateReading = ps`
function Get-AgentState {
    if (-not (Test-Path -LiteralPath $azcmagent)) { return }
    $answer = @(Invoke-Agent 'show', '-j') -join "\`n"
    $opening = [regex]'(?m)^[ \t]*(\{)'
    $object = [regex]'\G\{(?>[^{}"]+|"(?>[^"\\]+|\\.)*"|(?<open>\{)|(?<-open>\}))*(?(open)(?!))\}'
    $state = $null
    $at = 0
    # Other output can precede and follow the object; the first whole one with a status counts.
    while (-not $state -and ($start = $opening.Match($answer, $at)).Success) {
        $found = $object.Match($answer, $start.Groups[1].Index)
        if (-not $found.Success) { break } # it was cut off
        $at = $found.Index + $found.Length
        try { $read = ConvertFrom-Json $found.Value } catch { continue } # no JSON
        if ($read.status) { $state = $read }
    }
    if ($state.status -eq 'Disconnected' -or (Get-MachineId)) { return $state }
    Stop-Onboarding ${exitCodes.stateUnknown.code} "The agent is installed, but 'azcmagent show -j' does not report whether this server is connected.",
        'Nothing was changed. Make sure that its service is running (Get-Service himds), and run this script again.'
}

function Get-MachineId {
    if ($state.resourceId) { return $state.resourceId }
    if ($state.id) { return $state.id }
    if ($state.status -ne 'Connected') { return }
    "/subscriptions/$($state.subscriptionId)/resourceGroups/$($state.resourceGroup)" +
        "/providers/Microsoft.HybridCompute/machines/$($state.resourceName)"
}
`;

/** Functions that check whether connection.type must be set. */
export const tellingTest = ps`
# Agents before ${automaticFrom} do not switch to a gateway automatically; an unknown version counts as one of them.
function Test-OldAgent {
    if ("$($state.agentVersion)" -notmatch '^[0-9]{1,9}\.[0-9]{1,9}') { return $true }
    [version]$Matches[0] -lt [version]'${automaticFrom}'
}

# Whether connection.type must be set for the agent to use its associated gateway.
function Test-NeedsSetting {
    $type = ("$(Invoke-Agent 'config', 'get', 'connection.type')".Trim() -split '\s+')[-1]
    $type -ne 'gateway' -and ((Test-OldAgent) -or $type -eq 'direct')
}
`;

export const proxyReading = ps`
# The agent's proxy setting or, without one, the given proxy; without port 80.
function Get-AgentProxy([string]$Otherwise) {
    $answer = "$(Invoke-Agent 'config', 'get', 'proxy.url')"
    $url = if ($answer -match 'https?://\S+') { $Matches[0] } else { $Otherwise }
    $url -replace '/$' -replace ':80$'
}
`;

export const bypassReading = ps`
# The agent's proxy bypass; the format of the list differs between agents.
function Get-ProxyBypass {
    ("$(Invoke-Agent 'config', 'get', 'proxy.bypass')" -replace '^.*:' -split '[^A-Za-z]+' -ne '') -join ','
}
`;
