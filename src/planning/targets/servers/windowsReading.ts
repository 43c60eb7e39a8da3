import { exitCodes } from './exitCodes';
import { shellTag } from './fragment';
import { powershellLiteral } from '../../../kernel/text/quote';

const ps = shellTag(powershellLiteral);

/** Functions that ask the agent for its state. They end the script where an agent does not say whether it is connected. */
export const stateReading = ps`
function Get-AgentState {
    if (-not (Test-Path -LiteralPath $azcmagent)) { return }
    $answer = @(Invoke-Agent 'show', '-j') -join "\`n"
    $state = $null
    # Words may stand before and behind the object.
    if ($answer -match '(?ms)^[ \t]*(\{.*?^\}|\{[^\n]*\})') {
        try { $state = ConvertFrom-Json $Matches[1] } catch { Write-Host 'The answer of the agent is no JSON.' }
    }
    if ($state.status -eq 'Disconnected' -or (Get-MachineId)) { return $state }
    Stop-Onboarding ${exitCodes.stateUnknown.code} "There is an agent, but 'azcmagent show -j' does not say whether this server is connected.",
        'Nothing was changed. See that its service runs (Get-Service himds), and run this script again.'
}

function Get-MachineId {
    if ($state.resourceId) { return $state.resourceId }
    if ($state.id) { return $state.id }
    if ($state.status -ne 'Connected') { return }
    "/subscriptions/$($state.subscriptionId)/resourceGroups/$($state.resourceGroup)" +
        "/providers/Microsoft.HybridCompute/machines/$($state.resourceName)"
}
`;

/** Functions that tell whether an agent uses the gateway it is associated with. */
export const tellingTest = ps`
# Agents up to 1.50 do not turn to a gateway by themselves; one that does not say its version may be as old.
function Test-OldAgent {
    $version = "$($state.agentVersion)"
    $version -notmatch '^\d+\.\d' -or $version -match '^(0|1\.(\d|[1-4]\d|50))(\.|$)'
}

# Whether the agent has to be told to use the gateway it is associated with.
function Test-NeedsTelling {
    $type = ("$(Invoke-Agent 'config', 'get', 'connection.type')".Trim() -split '\s+')[-1]
    $type -ne 'gateway' -and ((Test-OldAgent) -or $type -eq 'direct')
}
`;

export const proxyReading = ps`
# The proxy that the agent is set to or, where nothing is set, this one; port 80 is left out.
function Get-AgentProxy([string]$Otherwise) {
    $answer = "$(Invoke-Agent 'config', 'get', 'proxy.url')"
    $url = if ($answer -match 'https?://\S+') { $Matches[0] } else { $Otherwise }
    $url -replace '/$' -replace ':80$'
}
`;

export const bypassReading = ps`
# What the agent bypasses the proxy for; agents differ in how they write a list.
function Get-ProxyBypass {
    ("$(Invoke-Agent 'config', 'get', 'proxy.bypass')" -replace '^.*:' -split '[^A-Za-z]+' -ne '') -join ','
}
`;
