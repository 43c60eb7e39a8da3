import type { Script } from '../plan';
import type { Topology } from '../topology/topology';
import { join, mark, nothing, shellTag, type Fragment } from './fragment';
import { cloud, downloadOrigin, header, onboardingOf } from './onboarding';
import { powershellLiteral } from './quote';
import { connecting, secretFromEnvironment, secretReading } from './windowsConnect';
import { downloadAndInstall, proxySetting, reporting } from './windowsInstall';
import { guards, states } from './windowsState';

const ps = shellTag(powershellLiteral);

/**
 * The onboarding script for Windows PowerShell 5.1 and PowerShell 7. The secret of a service principal is read when it
 * runs and reaches the agent through a file that only administrators can read. The text starts with a byte order mark
 * when a value needs one: without it, PowerShell 5.1 takes a file for ANSI.
 */
export function windowsScript(topology: Topology): Script {
  const hasProxy = topology.network.proxyUrl !== undefined;
  const hasSecret = topology.identity.method === 'servicePrincipal';
  const body = join(
    [
      header(topology, ', '),
      values(topology),
      hasSecret ? secretFromEnvironment : nothing,
      basics,
      guards,
      states(topology),
      hasSecret ? secretReading : nothing,
      downloadAndInstall(hasProxy),
      hasProxy ? proxySetting : nothing,
      connecting(topology),
      reporting(hasProxy),
      main(hasProxy, hasSecret),
    ],
    '\n\n',
  );
  const { text, marks } = join([isAscii(body.text) ? nothing : byteOrderMark, body, lineEnd], '');
  return { os: 'windows', language: 'powershell', fileName: 'onboard-windows.ps1', text, marks };
}

const byteOrderMark: Fragment = { text: '\ufeff', marks: [] };
const lineEnd: Fragment = { text: '\n', marks: [] };

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

function values(topology: Topology): Fragment {
  const { azure, gateway, network, identity } = topology;
  const { authType, tags } = onboardingOf(topology);
  return join(
    [
      ps`$subscriptionId = ${azure.subscriptionId}`,
      ps`$resourceGroup = ${azure.resourceGroup}`,
      ps`$tenantId = ${azure.tenantId}`,
      ps`$location = ${azure.region}`,
      ps`$cloud = ${cloud}`,
      mark('gateway', ps`$gatewayId = ${gateway.id}`),
      gateway.endpoint === undefined ? nothing : ps`$gatewayHost = ${gateway.endpoint}`,
      network.proxyUrl === undefined ? nothing : mark('proxy', ps`$proxy = ${network.proxyUrl}`),
      tags === '' ? nothing : ps`$tags = ${tags}`,
      ps`$authType = ${authType}`,
      identity.method === 'servicePrincipal' ? ps`$servicePrincipalId = ${identity.clientId}` : nothing,
      ps`$correlationId = [guid]::NewGuid().ToString()`,
      ps`$origin = ${downloadOrigin}`,
    ],
    '\n',
  );
}

const basics = ps`
Set-StrictMode -Off # agents differ in what they say of themselves
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue' # a progress bar makes a download many times slower
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072 # TLS 1.2
$azcmagent = "$env:ProgramW6432\AzureConnectedMachineAgent\azcmagent.exe"
$work = Join-Path ([IO.Path]::GetTempPath()) "arc-$correlationId"
$exitCode = 1

function Stop-Onboarding([int]$Code, [string[]]$Message) {
    $Message | ForEach-Object { Write-Host -ForegroundColor Red $_ }
    exit $Code
}

function Invoke-Agent([string[]]$Arguments) {
    $ErrorActionPreference = 'Continue' # its exit code decides, not what it writes to stderr
    if ("$PSNativeCommandArgumentPassing" -in '', 'Legacy') {
        $Arguments = $Arguments -replace '(\\*)"', '$1$1\"' # such a PowerShell does not escape the quotes in a value
    }
    & $azcmagent $Arguments
}
`;

// `exit` runs the finally block and passes by the catch block: only what nobody foresaw is reported to Azure.
function main(hasProxy: boolean, hasSecret: boolean): Fragment {
  const steps = [
    ps`Assert-Administrator`,
    ps`Deny-AzureVm`,
    ps`$state = Get-AgentState`,
    ps`Stop-IfConnected`,
    hasSecret ? ps`Read-Secret` : nothing,
    ps`New-PrivateFolder`,
    ps`if (-not (Test-Path $azcmagent) -or (Test-OldAgent)) {`,
    ps`    Save-Installer`,
    ps`    Install-Agent`,
    ps`}`,
    hasProxy ? ps`Set-AgentProxy` : nothing,
    hasSecret ? ps`Save-Secret` : nothing,
    ps`Connect-Agent`,
    ps`Write-Host "Connected to Azure Arc through the gateway. To see it: & '$azcmagent' show"`,
    ps`exit 0`,
  ];
  return ps`
try {
    ${join(steps, '\n    ')}
}
catch {
    Send-FailureReport $_
    Stop-Onboarding $exitCode $_.Exception.Message
}
finally {
    Remove-Item -Path $work -Recurse -Force -ErrorAction SilentlyContinue
}
`;
}
