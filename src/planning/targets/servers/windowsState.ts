import { proxyBypass } from '../../network';
import { connectionOf, type GatewayServerSite, type ServerSite, usesGateway } from '../../site';
import azure from './data/azureVm.json';
import { exitCodes } from './exitCodes';
import { join, nothing, shellTag, type Fragment } from './fragment';
import { powershellLiteral } from '../../../kernel/text/quote';
import { bypassReading, proxyReading, stateReading, tellingTest } from './windowsReading';

const ps = shellTag(powershellLiteral);
const { done, notPrivileged, azureVm, connectedElsewhere, notThroughGateway, gatewayUnproven, notHealthy } = exitCodes;
const { throughGateway, otherScope, otherProxy, otherBypass } = exitCodes;

export const administratorGuard = ps`
function Assert-Administrator {
    $user = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
    if ($user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { return }
    Stop-Onboarding ${notPrivileged.code} 'This script changes the server: run it in a PowerShell started as administrator.'
}
`;

const azureGuard = ps`
# Azure manages its own virtual machines. Their chassis says so without any network; else the metadata service does, which
# is known by the word azEnvironment and may take seconds to answer.
function Deny-AzureVm {
    if ($env:ARC_ALLOW_AZURE_VM -eq '1') {
        $env:MSFT_ARC_TEST = 'true' # the agent's install script wants a permission of its own
        return
    }
    $tag = ''
    $answer = ''
    try { $tag = "$((Get-CimInstance -ClassName Win32_SystemEnclosure).SMBIOSAssetTag)".Trim() } catch { } # not said
    if ($tag -eq ${azure.chassisAssetTag}) {
        $answer = 'azEnvironment'
    } else {
        $request = [Net.WebRequest]::Create('http://169.254.169.254/metadata/instance/compute?api-version=2019-06-01')
        $request.Headers.Add('Metadata', 'true')
        $request.Proxy = $null
        $request.Timeout = ${1000 * azure.metadataSeconds}
        try { $answer = (New-Object IO.StreamReader ($request.GetResponse().GetResponseStream())).ReadToEnd() }
        catch { } # no such service, or a silent one
    }
    if ($tag -eq '' -and $answer -eq '') {
        Write-Host 'Whether this is a virtual machine in Azure is not known: neither its chassis nor a metadata service says so.'
    }
    if ($answer -notmatch 'azEnvironment') { return }
    Stop-Onboarding ${azureVm.code} 'This is a virtual machine in Azure; it needs no Azure Arc.',
        'To evaluate Azure Arc on it all the same, run this script with $env:ARC_ALLOW_AZURE_VM = 1.'
}
`;

/** What must hold before anything is looked at. */
export const guards = join([administratorGuard, azureGuard], '\n\n');

/** Reads where the agent stands, and ends the script unless it has yet to be connected. */
export function states(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const { reading, wanted } = usesGateway(site) ? throughGatewayOf(site) : withoutGateway(site);
  return join([stateReading, reading, hasProxy ? proxyReading : nothing, decision(wanted)], '\n\n');
}

interface Decision {
  /** Functions that ask the agent. */
  readonly reading: Fragment;
  /** What ends the script for a server that is connected where it should be. */
  readonly wanted: Fragment;
}

function throughGatewayOf(site: GatewayServerSite): Decision {
  const proxy = site.network.proxyUrl === undefined ? nothing : proxyWanted(ps`$state.upstreamProxy`);
  return {
    reading: join([tellingTest, association], '\n\n'),
    wanted: join([gatewayTest(site), told, proxy, gatewayReached(site)], '\n'),
  };
}

function withoutGateway(site: ServerSite): Decision {
  const isPrivate = connectionOf(site) === 'privateLink';
  const hasBypass = proxyBypass(site).text !== '';
  const wanted = [
    noGateway,
    isPrivate ? scopeWanted : nothing,
    site.network.proxyUrl === undefined ? nothing : proxyWanted(ps`$state.httpsProxy`),
    hasBypass ? bypassWanted : nothing,
    nothingToDo(isPrivate),
  ];
  return { reading: hasBypass ? bypassReading : nothing, wanted: join(wanted, '\n') };
}

/** Function that prints what brings a machine behind the gateway. */
export const association = ps`
function Write-HowToAssociate([string]$MachineId) {
    $quoted = $resourceGroup, $subscriptionId, ($MachineId -split '/')[-1], $gatewayId |
        ForEach-Object { "'" + ($_ -replace "['\u2018-\u201b]", '$0$0') + "'" }
    $command = 'az arcgateway settings update --resource-group {0} --subscription {1}' +
        ' --base-provider Microsoft.HybridCompute --base-resource-type machines' +
        ' --base-resource-name {2} --gateway-resource-id {3}'
    Write-Host 'Associate it in Azure, where the Azure CLI is (once: az extension add -n arcgateway):'
    Write-Host "  $($command -f $quoted)"
    if (Test-NeedsTelling) {
        Write-Host 'Its agent also needs this, here and after that:'
        Write-Host "  & '$azcmagent' config set connection.type gateway"
    }
    Write-Host 'If all that was done a moment ago: the agent takes some minutes to follow.'
}
`;

/** Ends the script where the server is connected to another place, or its agent has lost Azure. */
export const placeTest = ps`
    $group = "/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/"
    $isHere = $machineId.StartsWith($group, [StringComparison]::OrdinalIgnoreCase)
    if (-not $isHere -or ($state.tenantId -and $state.tenantId -ne $tenantId)) {
        Stop-Onboarding ${connectedElsewhere.code} 'This server is connected to Azure Arc already, but elsewhere:',
            "  $machineId, tenant $($state.tenantId)",
            "Nothing was changed. To move it, run 'azcmagent disconnect' and then this script again."
    }
    if ($state.status -ne 'Connected') {
        Stop-Onboarding ${notHealthy.code} "This server was onboarded here, but its agent is '$($state.status)'.",
            "Ask 'azcmagent check' why. Once it is Expired, run 'azcmagent disconnect --force-local-only'",
            'and then this script again.'
    }
`;

/** Puts the host of the gateway that the agent shows into `$gatewayNow`. */
export const gatewayNow = ps`
    $gatewayNow = $state.gatewayUrl -replace '^\w+://' -replace '[:/].*$'
`;

const decision = (wanted: Fragment): Fragment => ps`
# Nothing is changed on a server that is connected, wherever to.
function Stop-IfConnected {
    $machineId = Get-MachineId
    if (-not $machineId) { return }
${placeTest}
${gatewayNow}
${wanted}
}
`;

/** Ends the script where the server does not go through the gateway, as far as `$gatewayNow` tells. */
export const gatewayTest = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? someGateway : thisGateway;

const thisGateway = ps`
    if ($gatewayNow -ne $gatewayHost) {
        if (-not $gatewayNow) { $gatewayNow = 'it has none' }
        Write-Host "This server is connected here, but not through this gateway: $gatewayNow"
        Write-HowToAssociate $machineId
        exit ${notThroughGateway.code}
    }
`;

const someGateway = ps`
    if (-not $gatewayNow) {
        Write-Host 'This server is connected here, but not through a gateway.'
        Write-HowToAssociate $machineId
        exit ${notThroughGateway.code}
    }
`;

const told = ps`
    if (Test-NeedsTelling) {
        Stop-Onboarding ${notThroughGateway.code} 'This server is connected here, but its agent has yet to be told to use the gateway:',
            "  & '$azcmagent' config set connection.type gateway"
    }
`;

/** Ends the script where the server goes through the gateway, or through one that cannot be told. */
export const gatewayReached = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? gatewayUntold : gatewayProven;

const gatewayProven = ps`
    Write-Host 'Nothing to do: this server is connected here through this gateway already.'
    exit ${done.code}
`;

const gatewayUntold = ps`
    Write-Host "This server is connected here through $gatewayNow."
    Write-Host "Compare that with the URL of the gateway $(($gatewayId -split '/')[-1]) in Azure. If they differ:"
    Write-HowToAssociate $machineId
    exit ${gatewayUnproven.code}
`;

const noGateway = ps`
    if ($gatewayNow) {
        Stop-Onboarding ${throughGateway.code} "This server is connected here, but through the gateway $gatewayNow.",
            "To leave it: 'azcmagent config set connection.type direct' here, then remove the association in Azure."
    }
`;

const scopeWanted = ps`
    $scopeNow = "$($state.privateLinkScope)" # agents name the scope by its id or by its name
    if (($scopeNow -split '/')[-1] -ne ($privateLinkScopeId -split '/')[-1]) {
        if (-not $scopeNow) { $scopeNow = 'none' }
        Stop-Onboarding ${otherScope.code} "This server is connected here, but its private link scope is: $scopeNow",
            'Add the machine to the scope in Azure: the scope, Azure Arc resources, Add.'
    }
`;

const proxyWanted = (otherwise: Fragment): Fragment => ps`
    $proxyNow = Get-AgentProxy ${otherwise}
    if ($proxyNow -ne ($proxy -replace ':80$')) {
        if (-not $proxyNow) { $proxyNow = 'none' }
        Stop-Onboarding ${otherProxy.code} "This server is connected here, but its agent's proxy is: $proxyNow",
            "To change that: & '$azcmagent' config set proxy.url '$proxy'"
    }
`;

const bypassWanted = ps`
    $bypassNow = Get-ProxyBypass
    if ($bypassNow -ne $bypass) {
        if (-not $bypassNow) { $bypassNow = 'nothing' }
        Stop-Onboarding ${otherBypass.code} "This server is connected here, but its agent bypasses the proxy for: $bypassNow",
            "To change that: & '$azcmagent' config set proxy.bypass '$bypass'"
    }
`;

const nothingToDo = (isPrivate: boolean): Fragment => ps`
    Write-Host ${`Nothing to do: this server is connected here ${isPrivate ? 'through this private link scope' : 'directly'} already.`}
    exit ${done.code}
`;
