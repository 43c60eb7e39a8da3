import { type Fragment, join, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { agentSince, type ClusterFacts, clusterVersion, providersVersion, settingsVersion } from './facts';
import { ps } from './powershell';

/** `command`: the cmdlet of Az.ConnectedKubernetes that the script needs, if any. */
export const requireTools = (command?: 'New-AzConnectedKubernetes' | 'Remove-AzConnectedKubernetes'): Fragment => ps`
function Assert-Tools {
    if (-not (Get-Command Invoke-AzRestMethod -ErrorAction SilentlyContinue)) {
        Stop-Script ${codes.notSignedIn.code} 'A module is missing. Run: Install-Module Az.Accounts -Scope CurrentUser'
    }
${command === undefined ? nothing : commandTest[command]}    $account = Get-AzContext
    if (-not $account -or $account.Tenant.Id -ne $tenantId) {
        Stop-Script ${codes.notSignedIn.code} "Az PowerShell is not signed in to this tenant. Run: Connect-AzAccount -Tenant $tenantId"
    }
}
`;

const install = 'Install-Module Az.ConnectedKubernetes -Scope CurrentUser -Force';

const commandTest = {
  'New-AzConnectedKubernetes': ps`
    $connect = Get-Command New-AzConnectedKubernetes -ErrorAction SilentlyContinue
    if (-not $connect -or -not $connect.Parameters.ContainsKey('GatewayResourceId')) {
        Stop-Script ${codes.notSignedIn.code} ${`A module is missing or too old for gateways. Run: ${install}`}
    }

`,
  'Remove-AzConnectedKubernetes': ps`
    if (-not (Get-Command Remove-AzConnectedKubernetes -ErrorAction SilentlyContinue)) {
        Stop-Script ${codes.notSignedIn.code} ${`A module is missing. Run: ${install}`}
    }

`,
};

/** Reading and writing Azure Resource Manager. */
export const callAzure = ps`
# Returns the resource at the path, or nothing where there is none.
function Get-AzureResource([string]$Path) {
    $answer = Invoke-AzRestMethod -Method GET -Path $Path
    if ($answer.StatusCode -eq 200) { return ($answer.Content | ConvertFrom-Json) }
    if ($answer.StatusCode -eq 404 -and $answer.Content -match 'ResourceNotFound|ResourceGroupNotFound') { return }
    Stop-Script ${codes.stateUnknown.code} "Azure answered $($answer.StatusCode): $($answer.Content)"
}

function Get-Association {
    (Get-AzureResource "$cluster/providers/Microsoft.HybridCompute/settings/default?api-version=${settingsVersion}").properties.gatewayProperties.gatewayResourceId
}

function Get-ClusterResource { (Get-AzureResource "$($cluster)?api-version=${clusterVersion}").properties }
`;

/** Set-AzConnectedKubernetes would reset everything that it isn’t given. */
export const changeAzure = ps`
function Set-AzureResource([string]$Method, [string]$Path, $Body) {
    $answer = Invoke-AzRestMethod -Method $Method -Path $Path -Payload (ConvertTo-Json $Body -Depth 5 -Compress)
    if ($answer.StatusCode -notin 200, 201, 202) {
        Stop-Script ${codes.settingFailed.code} "Azure answered $($answer.StatusCode): $($answer.Content)"
    }
}

# $Id: a gateway, or $null for none.
function Set-Association($Id) {
    Set-AzureResource PUT "$cluster/providers/Microsoft.HybridCompute/settings/default?api-version=${settingsVersion}" @{
        properties = @{ gatewayProperties = @{ gatewayResourceId = $Id } }
    }
}

# Azure may take a while to do so.
function Set-GatewayEnabled([bool]$Enabled) {
    Set-AzureResource PATCH "$($cluster)?api-version=${clusterVersion}" @{ properties = @{ gateway = @{ enabled = $Enabled } } }
    foreach ($attempt in 1..20) {
        if ([bool](Get-ClusterResource).gateway.enabled -eq $Enabled) { return }
        Start-Sleep -Seconds 15
    }
}
`;

export const requireProviders = ({ providers }: ClusterFacts): Fragment => ps`
function Assert-Providers {
    $missing = @(${join(
      providers.map((namespace) => ps`${namespace}`),
      ', ',
    )} | Where-Object {
            (Get-AzureResource "/subscriptions/$subscriptionId/providers/$($_)?api-version=${providersVersion}").registrationState -notin 'Registered', 'Registering'
        })
    if ($missing) {
        Stop-Script ${codes.notRegistered.code} "Not registered in the subscription: $($missing -join ', ')", 'Run for each: Register-AzResourceProvider -ProviderNamespace NAME'
    }
}
`;

export const requireGateway = ps`
# The connect command checks nothing of this.
function Assert-Gateway {
    $answer = Invoke-AzRestMethod -Method GET -Path "$($gatewayId)?api-version=${settingsVersion}"
    if ($answer.StatusCode -ne 200) {
        Stop-Script ${codes.gatewayUnusable.code} 'The gateway cannot be read: it may be in another tenant, deleted, or not visible to you.'
    }
    $state = ($answer.Content | ConvertFrom-Json).properties.provisioningState
    if ($state -ne 'Succeeded') { Stop-Script ${codes.gatewayUnusable.code} "The gateway's state is $state. Wait until it is Succeeded." }
}
`;

export const requireAgent = ps`
function Assert-Agent {
    $version = (Get-ClusterResource).agentVersion
    $numbers = $null
    if (-not [version]::TryParse($version, [ref]$numbers) -or $numbers -lt [version]'${agentSince}') {
        Stop-Script ${codes.agentTooOld.code} "A gateway needs agents from ${agentSince}; here are $(if ($version) { $version } else { 'unknown ones' }). Run: az connectedk8s upgrade"
    }
}
`;

/** Azure and the agents after a change. */
export const checkCluster = (facts: ClusterFacts): Fragment => ps`
function Assert-Connected {
    $gateway = Get-Association
    $found = Get-ClusterResource
${facts.mode === 'gateway' ? throughGatewayTest(facts) : withoutGatewayTest}
${facts.mode === 'privateLink' ? scopeTest : nothing}    foreach ($attempt in 1..10) {
        $status = (Get-ClusterResource).connectivityStatus
        if ($status -eq 'Connected') { return }
        if ($attempt -lt 10) { Start-Sleep -Seconds 30 }
    }
    Stop-Script ${codes.notHealthy.code} "Azure reports the cluster's agents as $status. To see them: kubectl get pods --namespace azure-arc"
}
`;

const throughGatewayTest = ({ isNew }: ClusterFacts): Fragment => {
  const fix = isNew
    ? 'Set the cluster to connected in the site file, and run the script that it then has.'
    : 'Wait a few minutes and verify again, or run the use-gateway script.';
  return ps`
    if ($gateway -ne $gatewayId) { Stop-Script ${codes.notThroughGateway.code} "The cluster's gateway is $gateway, not $gatewayId.", ${fix} }
    if ($found.gateway.enabled -ne $true) {
        Stop-Script ${codes.notThroughGateway.code} 'The cluster is associated with the gateway, but the gateway is not enabled on it.', ${fix}
    }
`;
};

const scopeTest = ps`
    if ($found.privateLinkScopeResourceId -ne $privateLinkScopeId) {
        Stop-Script ${codes.otherScope.code} "The cluster is not in the private link scope $privateLinkScopeId."
    }

`;

const withoutGatewayTest = ps`
    if ($gateway -or $found.gateway.enabled -eq $true) {
        Stop-Script ${codes.throughGateway.code} "The cluster has the gateway $gateway. To remove it: az connectedk8s update --disable-gateway"
    }
`;
