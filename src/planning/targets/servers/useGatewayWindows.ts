import { nameInId } from '../../../kernel/resources';
import { lazyScript, type Script } from '../script';
import type { GatewayServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { automaticFrom } from './agentAge';
import { type Fragment, join, mark, shellTag } from '../writing/fragment';
import { useGatewayCodes } from './header';
import { comment } from '../writing/comment';
import { powershellLiteral } from '../../../kernel/text/quote';
import { agentBasics, routeValues } from './windows';
import { powershellFile } from '../writing/powershellFile';
import { stateReading, tellingTest } from './windowsReading';
import { administratorGuard, association, gatewayNow, gatewayReached, gatewayTest, placeTest } from './windowsState';

const ps = shellTag(powershellLiteral);
const { done, noAgent, settingFailed } = exitCodes;

/** Sets the agent of a connected Windows server to use its associated gateway; old agents don’t do so automatically. */
export const useGatewayOnWindows = (site: GatewayServerSite): Script =>
  lazyScript({ kind: 'useGateway', os: 'windows', language: 'powershell', fileName: 'use-gateway-windows.ps1' }, () =>
    useGatewayText(site),
  );

function useGatewayText(site: GatewayServerSite): Fragment {
  const { azure, gateway } = site;
  const header = comment(
    [
      `Have the agent use the Arc gateway ${nameInId(gateway.id)}, after the server was associated with it`,
      `Agents from ${automaticFrom.text} do this automatically; for them, the script only corrects a setting of "direct".`,
      'Safe to run more than once: agents that already use a gateway are not changed.',
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
  return powershellFile(join(parts, '\n\n'));
}

const settings = ps`
Set-StrictMode -Off # properties differ between agent versions
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
# An agent that is set, or needs no setting, reports its gateway.
function Show-Gateway {
${gatewayNow}
${gatewayTest(site)}
${gatewayReached(site)}
}

Assert-Administrator
$state = Get-AgentState
$machineId = Get-MachineId
Assert-Place
if (-not (Test-NeedsSetting)) { Show-Gateway }
Invoke-Agent 'config', 'set', ${mark('gateway', ps`'connection.type', 'gateway'`)}
if ($LASTEXITCODE -ne 0) { Stop-Onboarding ${settingFailed.code} 'The agent rejected connection.type gateway.' }
Write-Host "The agent now uses its associated gateway. To check: & '$azcmagent' show"
exit ${done.code}
`;
