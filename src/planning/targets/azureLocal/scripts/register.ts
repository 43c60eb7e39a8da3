import { powershellLiteral } from '../../../../kernel/text/quote';
import { nameInId } from '../../../../kernel/resources';
import { parseProxyUrl } from '../../../site';
import { agentCalls, stateReading } from '../../servers';
import type { InstanceOfSite, SharedSite } from '../../target';
import { comment } from '../../writing/comment';
import { type Fragment, join, mark, nothing, shellTag } from '../../writing/fragment';
import { powershellFile } from '../../writing/powershellFile';
import { registrationBypass } from '../bypass';
import { instanceExitCodes as codes } from '../exitCodes';
import { modeOfInstance } from '../mode';

const ps = shellTag(powershellLiteral);

interface Registration {
  readonly target: InstanceOfSite;
  readonly site: SharedSite;
  readonly gatewayId: string | undefined;
  readonly proxyUrl: string | undefined;
}

/**
 * Registers one machine of an instance with Azure Arc, in Windows PowerShell 5.1 and PowerShell 7. The command and its
 * parameters: learn.microsoft.com/azure/azure-local/deploy/deployment-with-azure-arc-gateway (2026-08-27), whose example
 * can’t be pasted as printed. Whatever can be proven is proven before anything is changed.
 */
export function registerMachine(target: InstanceOfSite, site: SharedSite): Fragment {
  const registration: Registration = {
    target,
    site,
    gatewayId: modeOfInstance(site) === 'gateway' ? site.gateway?.id : undefined,
    proxyUrl: site.network.proxyUrl,
  };
  return powershellFile(
    join(
      [
        head(registration),
        settings,
        values(registration),
        stopping,
        agentCalls,
        stateReading,
        registrationTest(registration),
        machineTest,
        toolTest,
        hostTest(registration),
        ending(registration),
      ],
      '\n\n',
    ),
  );
}

const head = ({ target: { instance }, gatewayId }: Registration): Fragment =>
  comment(
    [
      `Register a machine of the Azure Local instance ${instance.name} with Azure Arc ${gatewayId === undefined ? 'directly' : `through the Arc gateway ${nameInId(gatewayId)}`}`,
      'Run it on each machine, in a PowerShell started as administrator and signed in with Connect-AzAccount.',
      'What bypasses the proxy can’t be changed after the deployment. Safe to run more than once.',
    ],
    Object.values(codes).filter(({ code }) => gatewayId !== undefined || code !== codes.notThroughGateway.code),
    ', ',
  );

const settings = ps`
Set-StrictMode -Off # properties differ between versions of the agent
$ErrorActionPreference = 'Stop'
`;

function values({ target, site, gatewayId, proxyUrl }: Registration): Fragment {
  const { instance, place } = target;
  const nodes = (instance.nodes ?? []).map(({ name, address }) => ps`    ${name} = ${address}`);
  const lines = [
    ps`$tenantId = ${site.azure.tenantId}`,
    ps`$subscriptionId = ${place.subscriptionId}`,
    ps`$resourceGroup = ${place.resourceGroup}`,
    ps`$region = ${place.region}`,
    gatewayId === undefined ? nothing : mark('gateway', ps`$gatewayId = ${gatewayId}`),
    proxyUrl === undefined ? nothing : mark('proxy', ps`$proxy = ${proxyUrl}`),
    usesBypass({ gatewayId, proxyUrl })
      ? mark('proxy', ps`$bypass = ${registrationBypass(target, site).text}`)
      : nothing,
    ps`$azcmagent = "$env:ProgramW6432\AzureConnectedMachineAgent\azcmagent.exe"`,
    join([ps`$machines = @{`, ...nodes, ps`}`], '\n'),
  ];
  return join(lines, '\n');
}

const usesBypass = ({ gatewayId, proxyUrl }: Pick<Registration, 'gatewayId' | 'proxyUrl'>): boolean =>
  gatewayId !== undefined || proxyUrl !== undefined;

const stopping = ps`
function Stop-Onboarding([int]$Code, [string[]]$Message) {
    $Message | ForEach-Object { Write-Host -ForegroundColor Red $_ }
    exit $Code
}

$user = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Stop-Onboarding ${codes.notPrivileged.code} 'This script changes the machine: run it in a PowerShell started as administrator.'
}
`;

/** A registered machine is left as it is. */
const registrationTest = ({ gatewayId }: Registration): Fragment => ps`
# Whether this machine is registered here. Ends the script if it is registered elsewhere${gatewayId === undefined ? nothing : ps`, or not through the gateway`}.
function Test-Registered {
    $state = Get-AgentState
    if ($state.status -ne 'Connected') { return $false }
    if ("$($state.subscriptionId)" -ne $subscriptionId -or "$($state.resourceGroup)" -ne $resourceGroup) {
        Stop-Onboarding ${codes.connectedElsewhere.code} "This machine is registered in subscription $($state.subscriptionId), resource group $($state.resourceGroup).",
            'To register it here, disconnect it there first. Nothing was changed.'
    }
${gatewayId === undefined ? nothing : throughGateway}
    $true
}
`;

const throughGateway = ps`
    if (-not $state.gatewayUrl) {
        Stop-Onboarding ${codes.notThroughGateway.code} 'This machine is registered here, but its agent reports no gateway.',
            'A gateway can be enabled only when an instance is deployed: disconnect the machine, and register it again before the deployment.'
    }
`;

const machineTest = ps`
if (Test-Registered) {
    Write-Host 'Nothing to do: this machine is registered here already.'
    exit ${codes.done.code}
}

$name = $env:COMPUTERNAME
$own = @(Get-NetIPAddress -AddressFamily IPv4 | ForEach-Object { $_.IPAddress })
if (-not $machines.ContainsKey($name) -or $own -notcontains $machines[$name]) {
    Stop-Onboarding ${codes.otherMachine.code} "The site file has no machine $name with one of the addresses $($own -join ', ').",
        'Its bypass list would lack this machine, and can not be changed after the deployment. Correct the site file. Nothing was changed.'
}
`;

const toolTest = ps`
foreach ($command in 'Invoke-AzStackHciArcInitialization', 'Get-AzContext', 'Get-AzAccessToken') {
    if (Get-Command $command -ErrorAction SilentlyContinue) { continue }
    Stop-Onboarding ${codes.notSignedIn.code} "$command is missing. A machine of Azure Local has it: check that this is one, and that its image is current."
}
$account = Get-AzContext
if (-not $account -or $account.Tenant.Id -ne $tenantId) {
    Stop-Onboarding ${codes.notSignedIn.code} "Not signed in. Run: Connect-AzAccount -Tenant $tenantId -Subscription $subscriptionId -UseDeviceAuthentication"
}
`;

function hostTest({ proxyUrl }: Registration): Fragment {
  const parsed = proxyUrl === undefined ? undefined : parseProxyUrl(proxyUrl);
  return parsed?.ok ? proxyTest(parsed.value.host, parsed.value.port ?? 80) : nameTest;
}

/** The proxy resolves names; asked for one host that every registration needs. */
const proxyTest = (host: string, port: number): Fragment => ps`
# The proxy must let this machine through to Azure before anything is changed.
$answer = ''
try {
    $client = New-Object Net.Sockets.TcpClient
    if (-not $client.ConnectAsync(${host}, ${port}).Wait(10000)) { throw 'no answer within 10 seconds' }
    $stream = $client.GetStream()
    $stream.ReadTimeout = 10000
    $request = [Text.Encoding]::ASCII.GetBytes("CONNECT management.azure.com:443 HTTP/1.1\`r\`nHost: management.azure.com:443\`r\`n\`r\`n")
    $stream.Write($request, 0, $request.Length)
    $answer = (New-Object IO.StreamReader $stream).ReadLine()
}
catch { $answer = $_.Exception.GetBaseException().Message }
finally { if ($client) { $client.Close() } }
if ("$answer" -notmatch '^HTTP/1\.[01] 200\b') {
    Stop-Onboarding ${codes.notReachable.code} "The proxy $proxy does not connect to management.azure.com: $answer", 'Nothing was changed.'
}
`;

const nameTest = ps`
# Names must resolve and answer before anything is changed.
foreach ($needed in 'login.microsoftonline.com', 'management.azure.com', 'gbl.his.arc.azure.com') {
    try {
        $client = New-Object Net.Sockets.TcpClient
        if (-not $client.ConnectAsync($needed, 443).Wait(10000)) { throw 'no answer within 10 seconds' }
    }
    catch {
        Stop-Onboarding ${codes.notReachable.code} "\${needed}: $($_.Exception.GetBaseException().Message)", 'Nothing was changed.'
    }
    finally { $client.Close() }
}
`;

const ending = ({ site, gatewayId, proxyUrl }: Registration): Fragment => {
  const options = join(
    [
      ps`    TenantID = $tenantId`,
      ps`    SubscriptionID = $subscriptionId`,
      ps`    ResourceGroup = $resourceGroup`,
      ps`    Region = $region`,
      ps`    Cloud = ${site.azure.cloud ?? 'AzureCloud'}`,
      gatewayId === undefined ? nothing : ps`    ArcGatewayID = $gatewayId`,
      proxyUrl === undefined ? nothing : ps`    Proxy = $proxy`,
      usesBypass({ gatewayId, proxyUrl }) ? ps`    ProxyBypass = $bypass` : nothing,
    ],
    '\n',
  );
  return ps`
# Az.Accounts 5 returns the token as a SecureString, older versions as text. It is kept in memory alone.
$token = (Get-AzAccessToken -ResourceUrl 'https://management.azure.com').Token
if ($token -is [Security.SecureString]) { $token = (New-Object Net.NetworkCredential '', $token).Password }
if (-not $token) { Stop-Onboarding ${codes.notSignedIn.code} "Azure gave no token. Run: Connect-AzAccount -Tenant $tenantId -Subscription $subscriptionId -UseDeviceAuthentication" }

$registration = @{
${options}
    ArmAccessToken = $token
}
try { Invoke-AzStackHciArcInitialization @registration }
catch { Stop-Onboarding ${codes.connectFailed.code} "The registration failed: $("$($_.Exception.Message)".Replace($token, '***'))" }
finally {
    $registration.Clear()
    $token = $null
}
if (-not (Test-Registered)) {
    Stop-Onboarding ${codes.connectFailed.code} 'The registration ended, but the agent is not connected. See: azcmagent show'
}
Write-Host 'This machine is registered.'
exit ${codes.done.code}
`;
};
