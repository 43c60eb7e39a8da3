import type { Script } from '../script';
import type { GatewayServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { type Fragment, join, mark, shellTag } from './fragment';
import { comment, useGatewayCodes } from './header';
import { resourceName } from './onboarding';
import { powershellLiteral } from '../../../kernel/text/quote';
import { agentBasics, powershellFile, routeValues } from './windows';
import { stateReading, tellingTest } from './windowsReading';
import { administratorGuard, association, gatewayNow, gatewayReached, gatewayTest, placeTest } from './windowsState';

const ps = shellTag(powershellLiteral);
const { done, noAgent, settingFailed } = exitCodes;

/** Has the agent of a connected Windows server turn to the gateway it is associated with: what agents up to 1.50 need. */
export function useGatewayOnWindows(site: GatewayServerSite): Script {
  const { azure, gateway } = site;
  const header = comment(
    [
      `Have the agent use the Arc gateway ${resourceName(gateway.id)}, after the server was associated with it`,
      'Agents from 1.51 do so by themselves; on them, only a setting of "direct" is put right.',
      'Safe to run again: an agent that uses a gateway already is left as it is.',
    ],
    useGatewayCodes(site),
    ', ',
  );
  const values = join(
    [
      ps`$subscriptionId = ${azure.subscriptionId}`,
      ps`$resourceGroup = ${azure.resourceGroup}`,
      ps`$tenantId = ${azure.tenantId}`,
      routeValues(site),
    ],
    '\n',
  );
  const asking = [stateReading, tellingTest, association];
  const parts = [header, values, settings, agentBasics, administratorGuard, ...asking, place, main(site)];
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
    if (-not $machineId) {
        Stop-Onboarding ${noAgent.code} 'This server is not connected to Azure Arc. Onboard it with the gateway instead.'
    }
${placeTest}
}
`;

const main = (site: GatewayServerSite): Fragment => ps`
# An agent that was told, or needs not be, shows which gateway it goes through.
function Show-WhereItGoes {
${gatewayNow}
${gatewayTest(site)}
${gatewayReached(site)}
}

Assert-Administrator
$state = Get-AgentState
$machineId = Get-MachineId
Assert-Place
if (-not (Test-NeedsTelling)) { Show-WhereItGoes }
Invoke-Agent 'config', 'set', ${mark('gateway', ps`'connection.type', 'gateway'`)}
if ($LASTEXITCODE -ne 0) { Stop-Onboarding ${settingFailed.code} 'The agent did not accept connection.type gateway.' }
Write-Host "The agent turns to the gateway it is associated with. To see it: & '$azcmagent' show"
exit ${done.code}
`;
