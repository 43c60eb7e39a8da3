import type { Script } from '../plan';
import type { GatewayTopology } from '../topology/topology';
import { exitCodes } from './exitCodes';
import { join, mark, shellTag } from './fragment';
import { comment, resourceName, useGatewayCodes } from './onboarding';
import { powershellLiteral } from './quote';
import { agentBasics, powershellFile } from './windows';
import { administratorGuard, ageTest, placeTest, stateReading } from './windowsState';

const ps = shellTag(powershellLiteral);
const { done, noAgent, settingFailed } = exitCodes;

/** Has the agent of a connected Windows server turn to the gateway it is associated with: what agents up to 1.50 need. */
export function useGatewayOnWindows({ azure, gateway }: GatewayTopology): Script {
  const header = comment(
    [
      `Have the agent use the Arc gateway ${resourceName(gateway.id)}, after the server was associated with it`,
      'Agents from 1.51 do so by themselves; on them, only a setting of "direct" is put right.',
      'Safe to run again: an agent that uses a gateway already is left as it is.',
    ],
    useGatewayCodes,
    ', ',
  );
  const values = join(
    [
      ps`$subscriptionId = ${azure.subscriptionId}`,
      ps`$resourceGroup = ${azure.resourceGroup}`,
      ps`$tenantId = ${azure.tenantId}`,
    ],
    '\n',
  );
  const parts = [header, values, settings, agentBasics, administratorGuard, stateReading, ageTest, place, main];
  return powershellFile(
    { kind: 'useGateway', os: 'windows', fileName: 'use-gateway-windows.ps1' },
    join(parts, '\n\n'),
  );
}

const settings = ps`
Set-StrictMode -Off # agents differ in what they say of themselves
$ErrorActionPreference = 'Stop'
$azcmagent = "$env:ProgramW6432\AzureConnectedMachineAgent\azcmagent.exe"
`;

const place = ps`
function Assert-Place {
    $machineId = Get-MachineId
    if (-not $machineId) {
        Stop-Onboarding ${noAgent.code} 'This server is not connected to Azure Arc. Onboard it with the gateway instead.'
    }
${placeTest}
}
`;

const main = ps`
Assert-Administrator
$state = Get-AgentState
Assert-Place
$type = ("$(Invoke-Agent 'config', 'get', 'connection.type')".Trim() -split '\s+')[-1]
if ($type -eq 'gateway' -or (-not (Test-OldAgent) -and $type -ne 'direct')) {
    Write-Host "Nothing to do: agent $($state.agentVersion) uses the gateway of its association already."
    exit ${done.code}
}
Invoke-Agent 'config', 'set', ${mark('gateway', ps`'connection.type', 'gateway'`)}
if ($LASTEXITCODE -ne 0) { Stop-Onboarding ${settingFailed.code} 'The agent did not accept connection.type gateway.' }
Write-Host "The agent uses the gateway from now on. To see it: & '$azcmagent' show"
exit ${done.code}
`;
