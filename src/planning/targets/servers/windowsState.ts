import { proxyBypass } from '../../network/bypass';
import { connectionOf, type GatewayServerSite, type ServerSite, usesGateway } from '../../site';
import azure from './data/azureVm.json';
import { exitCodes } from './exitCodes';
import { join, nothing, shellTag, type Fragment } from '../writing/fragment';
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
# Azure virtual machines are already managed by Azure. The chassis identifies them without network access. Otherwise the
# metadata service does: its answer contains azEnvironment and can take seconds.
function Deny-AzureVm {
    if ($env:ARC_ALLOW_AZURE_VM -eq '1') {
        $env:MSFT_ARC_TEST = 'true' # the agent's install script checks this too
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
        Write-Host 'Could not determine whether this is an Azure virtual machine: neither the chassis nor a metadata service answered.'
    }
    if ($answer -notmatch 'azEnvironment') { return }
    Stop-Onboarding ${azureVm.code} 'This is an Azure virtual machine. Azure virtual machines do not need Azure Arc.',
        'To onboard it anyway for evaluation, run this script with $env:ARC_ALLOW_AZURE_VM = 1.'
}
`;

/** Checks before reading the state. */
export const guards = join([administratorGuard, azureGuard], '\n\n');

/** Reads the state, and ends the script for a connected server. */
export function states(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const { reading, wanted } = usesGateway(site) ? throughGatewayOf(site) : withoutGateway(site);
  return join([stateReading, reading, hasProxy ? proxyReading : nothing, decision(wanted)], '\n\n');
}

interface Decision {
  /** Functions that query the agent. */
  readonly reading: Fragment;
  /** Ends the script for a server that is connected in the right place. */
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

export const association = ps`
function Write-AssociationCommand([string]$MachineId) {
    $quoted = $resourceGroup, $subscriptionId, ($MachineId -split '/')[-1], $gatewayId |
        ForEach-Object { "'" + ($_ -replace "['\u2018-\u201b]", '$0$0') + "'" }
    $command = 'az arcgateway settings update --resource-group {0} --subscription {1}' +
        ' --base-provider Microsoft.HybridCompute --base-resource-type machines' +
        ' --base-resource-name {2} --gateway-resource-id {3}'
    Write-Host 'Associate it in Azure, on a computer with the Azure CLI (once: az extension add -n arcgateway):'
    Write-Host "  $($command -f $quoted)"
    if (Test-NeedsSetting) {
        Write-Host 'Then run this on the server:'
        Write-Host "  & '$azcmagent' config set connection.type gateway"
    }
    Write-Host 'If you have just done this, wait: the agent needs a few minutes to switch.'
}
`;

/** Ends the script if the server is connected in another place, or its agent isn’t connected. */
export const placeTest = ps`
    $group = "/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/"
    $isHere = $machineId.StartsWith($group, [StringComparison]::OrdinalIgnoreCase)
    if (-not $isHere -or ($state.tenantId -and $state.tenantId -ne $tenantId)) {
        Stop-Onboarding ${connectedElsewhere.code} 'This server is already connected to Azure Arc in a different place:',
            "  $machineId, tenant $($state.tenantId)",
            "Nothing was changed. To move it, run 'azcmagent disconnect' and then run this script again."
    }
    if ($state.status -ne 'Connected') {
        Stop-Onboarding ${notHealthy.code} "This server was onboarded here, but its agent is '$($state.status)'.",
            "Run 'azcmagent check' to find out why. If it is Expired, run 'azcmagent disconnect --force-local-only'",
            'and then run this script again.'
    }
`;

/** Sets `$gatewayNow` to the agent’s gateway. */
export const gatewayNow = ps`
    $gatewayNow = $state.gatewayUrl -replace '^\w+://' -replace '[:/].*$'
`;

const decision = (wanted: Fragment): Fragment => ps`
# A server that is already connected is never changed.
function Stop-IfConnected {
    $machineId = Get-MachineId
    if (-not $machineId) { return }
${placeTest}
${gatewayNow}
${wanted}
}
`;

/** Ends the script if the server doesn’t use the gateway, by `$gatewayNow`. */
export const gatewayTest = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? someGateway : thisGateway;

const thisGateway = ps`
    if ($gatewayNow -ne $gatewayHost) {
        if (-not $gatewayNow) { $gatewayNow = 'it has none' }
        Write-Host "This server is connected here, but not through this gateway: $gatewayNow"
        Write-AssociationCommand $machineId
        exit ${notThroughGateway.code}
    }
`;

const someGateway = ps`
    if (-not $gatewayNow) {
        Write-Host 'This server is connected here, but not through a gateway.'
        Write-AssociationCommand $machineId
        exit ${notThroughGateway.code}
    }
`;

const told = ps`
    if (Test-NeedsSetting) {
        Stop-Onboarding ${notThroughGateway.code} 'This server is connected here, but its agent is not set to use the gateway. Run:',
            "  & '$azcmagent' config set connection.type gateway"
    }
`;

/** Ends the script if the server uses the gateway, or one that can’t be verified. */
export const gatewayReached = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? gatewayUntold : gatewayProven;

const gatewayProven = ps`
    Write-Host 'Nothing to do: this server is already connected here through this gateway.'
    exit ${done.code}
`;

const gatewayUntold = ps`
    Write-Host "This server is connected here through $gatewayNow."
    Write-Host "Compare this with the URL of the gateway $(($gatewayId -split '/')[-1]) in Azure. If they differ:"
    Write-AssociationCommand $machineId
    exit ${gatewayUnproven.code}
`;

const noGateway = ps`
    if ($gatewayNow) {
        Stop-Onboarding ${throughGateway.code} "This server is connected here, but through the gateway $gatewayNow.",
            "To leave it: 'azcmagent config set connection.type direct' here, then remove the association in Azure."
    }
`;

const scopeWanted = ps`
    $scopeNow = "$($state.privateLinkScope)" # agents report the scope by ID or by name
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
            "To change it: & '$azcmagent' config set proxy.url '$proxy'"
    }
`;

const bypassWanted = ps`
    $bypassNow = Get-ProxyBypass
    if ($bypassNow -ne $bypass) {
        if (-not $bypassNow) { $bypassNow = 'nothing' }
        Stop-Onboarding ${otherBypass.code} "This server is connected here, but its agent bypasses the proxy for: $bypassNow",
            "To change it: & '$azcmagent' config set proxy.bypass '$bypass'"
    }
`;

const nothingToDo = (isPrivate: boolean): Fragment => ps`
    Write-Host ${`Nothing to do: this server is already connected here ${isPrivate ? 'through this private link scope' : 'directly'}.`}
    exit ${done.code}
`;
