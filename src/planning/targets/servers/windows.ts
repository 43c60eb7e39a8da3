import { proxyBypass } from '../../network/bypass';
import { lazyScript, type Script } from '../script';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { join, mark, nothing, shellTag, type Fragment } from '../writing/fragment';
import { header } from './header';
import { powershellFile } from '../writing/powershellFile';
import { connectedHow, onboardingOf, secretOf, type SecretNeed, signInOf } from './onboarding';
import { cloud, downloadOrigin } from './portal';
import { powershellLiteral } from '../../../kernel/text/quote';
import { certificateTest, certificateValue, connecting, secretFromEnvironment, secretReading } from './windowsConnect';
import { downloadAndInstall, proxySetting, reporting } from './windowsInstall';
import { agentCalls } from './windowsAgent';
import { guards, states } from './windowsState';

const ps = shellTag(powershellLiteral);

/** How a script reaches its servers. */
export interface Delivery {
  readonly kind: Script['kind'];
  readonly fileName: string;
  readonly header: (site: ServerSite) => Fragment;
  /** Assigns the script’s variables. */
  readonly values: (site: ServerSite) => Fragment;
  /** Sets `$run.secret` if there is a source. */
  readonly findSecret: (secret: SecretNeed) => Fragment;
  /** Defines `Read-Secret`, which ends the script without a secret. */
  readonly readSecret: (secret: SecretNeed, site: ServerSite) => Fragment;
}

const byHand: Delivery = {
  kind: 'onboard',
  fileName: 'onboard-windows.ps1',
  header: (site) => header(site, ', '),
  values: onboardingValues,
  findSecret: secretFromEnvironment,
  readSecret: secretReading,
};

/**
 * For Windows PowerShell 5.1 and PowerShell 7. A secret is read at run time and passed to the agent in a file that only
 * administrators can read. Non-ASCII text starts with a byte order mark, because PowerShell 5.1 otherwise reads ANSI.
 */
export const windowsScript = (site: ServerSite): Script => windowsScriptFor(site, byHand);

export const windowsScriptFor = (site: ServerSite, delivery: Delivery): Script =>
  lazyScript({ kind: delivery.kind, os: 'windows', language: 'powershell', fileName: delivery.fileName }, () =>
    onboardingText(site, delivery),
  );

function onboardingText(site: ServerSite, delivery: Delivery): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const secret = secretOf(site.identity);
  const body = join(
    [
      delivery.header(site),
      delivery.values(site),
      join([settings, secret ? delivery.findSecret(secret) : nothing], '\n'),
      agentBasics,
      guards,
      states(site),
      secret ? delivery.readSecret(secret, site) : certificateTest(site),
      downloadAndInstall(site),
      hasProxy ? proxySetting(site) : nothing,
      connecting(site),
      reporting(site),
      main(site),
    ],
    '\n\n',
  );
  return powershellFile(body);
}

export function onboardingValues(site: ServerSite): Fragment {
  const { azure, network, identity } = site;
  const { authType, tags } = onboardingOf(site);
  const bypass = proxyBypass(site).text;
  return join(
    [
      ps`$subscriptionId = ${azure.subscriptionId}`,
      ps`$resourceGroup = ${azure.resourceGroup}`,
      ps`$tenantId = ${azure.tenantId}`,
      ps`$location = ${azure.region}`,
      ps`$cloud = ${cloud}`,
      routeValues(site),
      network.proxyUrl === undefined ? nothing : mark('proxy', ps`$proxy = ${network.proxyUrl}`),
      bypass === '' ? nothing : mark('proxy', ps`$bypass = ${bypass}`),
      tags === '' ? nothing : ps`$tags = ${tags}`,
      ps`$authType = ${authType}`,
      identity.method === 'servicePrincipal' ? ps`$servicePrincipalId = ${identity.clientId}` : nothing,
      certificateValue(site),
      runValues,
    ],
    '\n',
  );
}

/** Set per run. */
export const runValues = join(
  [ps`$correlationId = [guid]::NewGuid().ToString()`, ps`$origin = ${downloadOrigin}`],
  '\n',
);

export function routeValues(site: ServerSite): Fragment {
  const { privateLink } = site;
  if (connectionOf(site) === 'privateLink') return ps`$privateLinkScopeId = ${privateLink?.scopeId ?? ''}`;
  if (!usesGateway(site)) return nothing;
  const { id, endpoint } = site.gateway;
  return join(
    [mark('gateway', ps`$gatewayId = ${id}`), endpoint === undefined ? nothing : ps`$gatewayHost = ${endpoint}`],
    '\n',
  );
}

const settings = ps`
Set-StrictMode -Off # properties differ between agent versions
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue' # a progress bar makes a download many times slower
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072 # TLS 1.2
$azcmagent = "$env:ProgramW6432\AzureConnectedMachineAgent\azcmagent.exe"
$work = Join-Path ([IO.Path]::GetTempPath()) "arc-$correlationId"
# State that functions change: an object, because assigning a variable in a function would create a local one.
$run = @{ exitCode = 1; secret = $null }
`;

const ending = ps`
function Stop-Onboarding([int]$Code, [string[]]$Message) {
    $Message | ForEach-Object { Write-Host -ForegroundColor Red $_ }
    exit $Code
}
`;

/** Functions that end a script and run the agent at `$azcmagent`. */
export const agentBasics = join([ending, agentCalls], '\n\n');

// `exit` runs the finally block but not the catch block: only unforeseen errors are reported to Azure.
function main(site: ServerSite): Fragment {
  const { network, identity } = site;
  const hasSecret = secretOf(identity) !== undefined;
  const how = connectedHow[connectionOf(site)];
  const steps = [
    ps`Assert-Administrator`,
    ps`Deny-AzureVm`,
    ps`$state = Get-AgentState`,
    ps`Stop-IfConnected`,
    hasSecret ? ps`Read-Secret` : nothing,
    signInOf(identity) === 'certificate' ? ps`Assert-Certificate` : nothing,
    ps`New-PrivateFolder`,
    usesGateway(site)
      ? ps`if (-not (Test-Path -LiteralPath $azcmagent) -or (Test-OldAgent)) {`
      : ps`if (-not (Test-Path -LiteralPath $azcmagent)) {`,
    ps`    Save-Installer`,
    ps`    Install-Agent`,
    ps`}`,
    network.proxyUrl === undefined ? nothing : ps`Set-AgentProxy`,
    hasSecret ? ps`Save-Secret` : nothing,
    ps`Connect-Agent`,
    ps`Write-Host "Connected to Azure Arc ${{ text: how, marks: [] }}. To check: & '$azcmagent' show"`,
    ps`exit 0`,
  ];
  return ps`
try {
    ${join(steps, '\n    ')}
}
catch {
    Send-FailureReport $_
    Stop-Onboarding $run.exitCode $_.Exception.Message
}
finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
}
`;
}
