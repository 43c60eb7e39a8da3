# Stands in for Az PowerShell: plays Azure from FOLDER/state.json, with the parameters that the modules publish, and runs the
# scripts of FOLDER/cases.json one after another. Writes FOLDER/results.json.
param([string]$Folder)
$global:standIn = $Folder
$ErrorActionPreference = 'Stop'

function global:Read-State { Get-Content -LiteralPath "$standIn/state.json" -Raw | ConvertFrom-Json -AsHashtable }
function global:Save-State($State) { [IO.File]::WriteAllText("$standIn/state.json", (ConvertTo-Json $State -Depth 5)) }
function global:Add-Run([string]$Name, $Bound) { $global:made.Add(@{ name = $Name; parameters = $Bound }) }

function global:Start-Sleep { [CmdletBinding()] param([int]$Seconds) }
function global:Read-Host([string]$Prompt) {
    $answer = (Read-State).answer
    if ($null -eq $answer) { throw 'PowerShell is in NonInteractive mode.' }
    $answer
}

function global:Get-AzContext {
    [CmdletBinding()] param()
    $tenant = (Read-State).tenant
    if ($tenant) { [pscustomobject]@{ Tenant = [pscustomobject]@{ Id = $tenant } } }
}

function global:Get-Answer([int]$Code, $Content) {
    [pscustomobject]@{ StatusCode = $Code; Content = $(if ($Content -is [string]) { $Content } else { ConvertTo-Json $Content -Depth 6 -Compress }) }
}

function global:Invoke-AzRestMethod {
    [CmdletBinding()]
    param([ValidateSet('GET', 'PUT', 'PATCH', 'POST', 'DELETE')][string]$Method, [string]$Path, [string]$Payload)
    $state = Read-State
    $missing = '{"error":{"code":"ResourceNotFound"}}'
    if ($Method -ne 'GET') {
        Add-Run $Method @{ path = $Path; payload = $Payload }
        if ($state.writeCode) { return Get-Answer $state.writeCode '{"error":{"code":"AuthorizationFailed"}}' }
        $properties = (ConvertFrom-Json $Payload -AsHashtable).properties
        if ($Path -like '*/settings/default*' -and -not $state.swallowsAssociation) { $state.association = $properties.gatewayProperties.gatewayResourceId }
        if ($properties.ContainsKey('gateway')) { $state.enabled = $properties.gateway.enabled }
        Save-State $state
        return Get-Answer 200 @{}
    }
    if ($Path -like '*/settings/default*') {
        if ($state.settingsError) { return Get-Answer 403 $state.settingsError }
        if (-not $state.resource -or -not $state.association) { return Get-Answer 404 $missing }
        return Get-Answer 200 @{ properties = @{ gatewayProperties = @{ gatewayResourceId = $state.association } } }
    }
    if ($Path -like '*/extensions`?*') { return Get-Answer 200 @{ value = @($state.extensions | Where-Object { $_ } | ForEach-Object { @{ name = $_ } }) } }
    if ($Path -match '/providers/(?<name>Microsoft\.\w+)\?') {
        $registered = if ($state.providers) { $state.providers[$Matches.name] }
        return Get-Answer 200 @{ registrationState = $(if ($registered) { $registered } else { 'Registered' }) }
    }
    if ($Path -like '*/connectedClusters/*') {
        if (-not $state.resource) { return Get-Answer 404 $missing }
        if ($state.clusterError) { return Get-Answer 403 $state.clusterError }
        $gateway = if ($null -ne $state.enabled) { @{ enabled = $state.enabled } }
        return Get-Answer 200 @{ properties = @{ gateway = $gateway; connectivityStatus = $state.status; agentVersion = $state.agent; privateLinkScopeResourceId = $state.scope } }
    }
    if (-not $state.gatewayState) { return Get-Answer 404 $missing }
    Get-Answer 200 @{ properties = @{ provisioningState = $state.gatewayState } }
}

# learn.microsoft.com/powershell/module/az.connectedkubernetes (2026-11)
function global:New-AzConnectedKubernetes {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)][string]$ClusterName, [Parameter(Mandatory)][string]$ResourceGroupName, [string]$SubscriptionId,
        $HttpProxy, $HttpsProxy, [string]$NoProxy, [string]$ProxyCert, [int]$OnboardingTimeout, [switch]$DisableAutoUpgrade,
        [string]$ContainerLogPath, [Parameter(Mandatory)][string]$Location, [string]$KubeConfig, [string]$KubeContext,
        [string]$AzureHybridBenefit, [string]$Distribution, [string]$DistributionVersion, [string]$Infrastructure,
        [string]$PrivateLinkScopeResourceId, [string]$PrivateLinkState, [string]$ProvisioningState, [hashtable]$Tag,
        [string]$CustomLocationsOid, [switch]$AcceptEULA, [string]$GatewayResourceId
    )
    $bound = @{}
    foreach ($key in $PSBoundParameters.Keys) { $bound[$key] = "$($PSBoundParameters[$key])" }
    Add-Run 'New-AzConnectedKubernetes' $bound
    $state = Read-State
    if ($state.fails) { throw 'It failed.' }
    $state.resource = $true
    $state.now = "$SubscriptionId/$ResourceGroupName/$ClusterName"
    $state.status = 'Connected'
    $state.scope = $PrivateLinkScopeResourceId
    if ($GatewayResourceId) {
        if (-not $state.swallowsAssociation) { $state.association = $GatewayResourceId }
        $state.enabled = $true
    }
    Save-State $state
}

function global:Remove-AzConnectedKubernetes {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)][string]$ClusterName, [Parameter(Mandatory)][string]$ResourceGroupName, [string]$SubscriptionId,
        [string]$KubeConfig, [string]$KubeContext
    )
    Add-Run 'Remove-AzConnectedKubernetes' @{ ClusterName = $ClusterName; KubeContext = $KubeContext }
    $state = Read-State
    if ($state.fails) { throw 'It failed.' }
    $state.resource = $false
    $state.now = ''
    Save-State $state
}

$results = New-Object Collections.Generic.List[object]
foreach ($case in @(Get-Content -LiteralPath "$Folder/cases.json" -Raw | ConvertFrom-Json -AsHashtable)) {
    if ($case.state) { Save-State $case.state }
    $global:made = New-Object Collections.Generic.List[object]
    $global:LASTEXITCODE = $null
    $arguments = @($case.arguments | Where-Object { $null -ne $_ })
    $ErrorActionPreference = 'Continue'
    try { & $case.file @arguments *> "$Folder/output" }
    catch { Add-Content -LiteralPath "$Folder/output" "Unforeseen: $_" }
    $results.Add(@{
            code = $LASTEXITCODE
            output = Get-Content -LiteralPath "$Folder/output" -Raw
            made = $made.ToArray()
            httpsProxy = $env:HTTPS_PROXY
            noProxy = $env:NO_PROXY
        })
    $env:HTTPS_PROXY = $env:HTTP_PROXY = $env:NO_PROXY = $null
}
[IO.File]::WriteAllText("$Folder/results.json", (ConvertTo-Json $results.ToArray() -Depth 6))
