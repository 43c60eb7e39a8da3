# What a machine of Azure Local and Azure do in the tests of its registration. Recorded in, and played from, $env:STUB.

function global:Get-NetIPAddress([string]$AddressFamily) {
    foreach ($address in "$env:OWN_ADDRESSES" -split ',') { [pscustomobject]@{ IPAddress = $address } }
}

function global:Get-AzContext {
    if (Test-Path -LiteralPath "$env:STUB/signed-out") { return }
    [pscustomobject]@{ Tenant = [pscustomobject]@{ Id = $env:SIGNED_IN_TENANT } }
}

function global:Get-AzAccessToken([string]$ResourceUrl) {
    $secure = New-Object Security.SecureString
    'a-token-of-azure'.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
    $token = if (Test-Path -LiteralPath "$env:STUB/old-accounts") { 'a-token-of-azure' } else { $secure }
    [pscustomobject]@{ Token = $token }
}

function global:Invoke-AzStackHciArcInitialization(
    [string]$TenantID, [string]$SubscriptionID, [string]$ResourceGroup, [string]$Region, [string]$Cloud,
    [string]$ArcGatewayID, [string]$Proxy, [string]$ProxyBypass, [string]$ArmAccessToken
) {
    Save-Record 'registrations' $PSBoundParameters
    if (Test-Path -LiteralPath "$env:STUB/fail-registration") { throw "Azure refused the token $ArmAccessToken." }
    if (Test-Path -LiteralPath "$env:STUB/half-registration") { return }
    [IO.File]::Copy("$env:STUB/agent", "$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe", $true)
    [IO.File]::Copy("$env:STUB/connected", "$env:STUB/state", $true)
}
