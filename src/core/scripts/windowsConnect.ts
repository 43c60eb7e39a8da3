import type { Topology } from '../topology/topology';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from './fragment';
import { powershellLiteral } from './quote';

const ps = shellTag(powershellLiteral);
const { noSecret, connectFailed } = exitCodes;

export const secretFromEnvironment = ps`
# The secret comes from the environment or the keyboard; no program inherits it.
$secret = $env:ARC_SERVICE_PRINCIPAL_SECRET
$env:ARC_SERVICE_PRINCIPAL_SECRET = $null
`;

export const secretReading = ps`
function Read-Secret {
    $canAsk = [Environment]::UserInteractive -and -not [Console]::IsInputRedirected
    if (-not $secret -and $canAsk) {
        $typed = Read-Host -AsSecureString "Secret of the service principal $servicePrincipalId"
        $script:secret = [Net.NetworkCredential]::new('', $typed).Password
    }
    if ($secret) { return }
    Stop-Onboarding ${noSecret.code} 'The secret of the service principal is missing.',
        'Run this script in a console, or set $env:ARC_SERVICE_PRINCIPAL_SECRET before.'
}
`;

/** Connects the agent through the gateway. */
export function connecting({ identity, tags }: Topology): Fragment {
  const hasSecret = identity.method === 'servicePrincipal';
  const options = [
    ps`'connect'`,
    ps`'--resource-group', $resourceGroup`,
    ps`'--tenant-id', $tenantId`,
    ps`'--subscription-id', $subscriptionId`,
    ps`'--cloud', $cloud`,
    ps`'--location', $location`,
    mark('gateway', ps`'--gateway-id', $gatewayId`),
    Object.keys(tags).length > 0 ? ps`'--tags', $tags` : nothing,
    ps`'--correlation-id', $correlationId`,
    hasSecret ? ps`'--config', "$work\connect.json"` : nothing,
    identity.method === 'deviceCode' ? ps`'--use-device-code'` : nothing,
  ];
  const connect = ps`
function Connect-Agent {
    $script:exitCode = ${connectFailed.code}
    Write-Host 'Connecting to Azure...'
    Invoke-Agent @(
        ${join(options, '\n        ')}
    )
    if ($LASTEXITCODE -eq 0) { return }
    throw "azcmagent connect failed with exit code $LASTEXITCODE. What its AZCM codes mean: " +
        'https://learn.microsoft.com/azure/azure-arc/servers/troubleshoot-agent-onboard'
}
`;
  return join([hasSecret ? secretFile : nothing, connect], '\n\n');
}

const secretFile = ps`
# Everybody can read the arguments of a process; only administrators can read this file.
function Save-Secret {
    $script:exitCode = ${connectFailed.code}
    $content = @{ 'service-principal-id' = $servicePrincipalId; 'service-principal-secret' = $secret }
    # Unlike Set-Content in PowerShell 5.1, a StreamWriter writes no byte order mark; azcmagent wants none.
    $file = New-Object IO.StreamWriter ([IO.File]::Open("$work\connect.json", 'CreateNew'))
    $file.Write((ConvertTo-Json $content))
    $file.Dispose()
}
`;
