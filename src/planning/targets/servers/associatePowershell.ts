import { nameInId } from '../../../kernel/resources';
import { lazyScript, type Script } from '../script';
import type { GatewayServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { type Fragment, join, literalLines, mark, shellTag } from '../writing/fragment';
import { automaticFrom } from './agentAge';
import { comment } from '../writing/comment';
import { settingsApiVersion } from './onboarding';
import { powershellLiteral } from '../../../kernel/text/quote';
import { powershellFile } from '../writing/powershellFile';

const ps = shellTag(powershellLiteral);
const machineLines = /* @__PURE__ */ literalLines(powershellLiteral, '    ');
const { done, unforeseen, notSignedIn, notAllAssociated } = exitCodes;

/** As the script for the Azure CLI, with Az PowerShell. */
export const associateWithPowershell = (site: GatewayServerSite): Script =>
  lazyScript({ kind: 'associate', os: 'any', language: 'powershell', fileName: 'associate.ps1' }, () =>
    associationText(site),
  );

function associationText(site: GatewayServerSite): Fragment {
  const { azure, gateway, servers } = site;
  const header = comment(
    [
      `Associate connected machines with the Arc gateway ${nameInId(gateway.id)}`,
      'Requires Az PowerShell with the modules Az.Accounts and Az.ArcGateway, signed in with:',
      `Connect-AzAccount -Tenant ${azure.tenantId} -Subscription ${azure.subscriptionId}`,
      'Safe to run more than once: machines that are already associated are not changed.',
    ],
    [done, unforeseen, notSignedIn, notAllAssociated],
    ', ',
  );
  const values = join(
    [
      ps`$subscriptionId = ${azure.subscriptionId}`,
      ps`$resourceGroup = ${azure.resourceGroup}`,
      ps`$tenantId = ${azure.tenantId}`,
      mark('gateway', ps`$gatewayId = ${gateway.id}`),
      ps`$machines = @(`,
      machineLines(servers.machines ?? []),
      ps`)`,
    ],
    '\n',
  );
  const body = join([header, values, functions, main], '\n\n');
  return powershellFile(body);
}

const functions = ps`
$ErrorActionPreference = 'Stop'

function Stop-Association([int]$Code, [string[]]$Message) {
    $Message | ForEach-Object { Write-Host -ForegroundColor Red $_ }
    exit $Code
}

function Assert-SignedIn {
    if (-not (Get-Command Update-AzArcSetting -ErrorAction SilentlyContinue)) {
        Stop-Association ${notSignedIn.code} 'A module is missing. Run: Install-Module Az.Accounts, Az.ArcGateway -Scope CurrentUser'
    }
    $context = Get-AzContext
    if ($context -and $context.Tenant.Id -eq $tenantId) { return }
    Stop-Association ${notSignedIn.code} "Az PowerShell is not signed in to this tenant. Run: Connect-AzAccount -Tenant $tenantId"
}

# Returns the ID of the machine's gateway, or nothing.
function Get-Association([string]$Machine) {
    $path = "/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/providers/Microsoft.HybridCompute/machines/$Machine" +
        '/providers/Microsoft.HybridCompute/settings/default?api-version=${settingsApiVersion}'
    $answer = Invoke-AzRestMethod -Method GET -Path $path
    if ($answer.StatusCode -eq 200) { ($answer.Content | ConvertFrom-Json).properties.gatewayProperties.gatewayResourceId }
}

function Join-Gateway([string]$Machine) {
    $now = Get-Association $Machine
    if ($now -eq $gatewayId) { Write-Host "$($Machine): already associated"; return }
    if ($now) { Write-Host "$($Machine): replacing the gateway $(($now -split '/')[-1])" }
    # The type is plural, unlike in some examples.
    Update-AzArcSetting -ResourceGroupName $resourceGroup -SubscriptionId $subscriptionId \`
        -BaseProvider Microsoft.HybridCompute -BaseResourceType machines -BaseResourceName $Machine \`
        -GatewayResourceId $gatewayId | Out-Null
    if ((Get-Association $Machine) -ne $gatewayId) { throw 'Azure accepted the association, but does not report it.' }
    Write-Host "$($Machine): associated"
}
`;

const main = ps`
Assert-SignedIn
$failed = @()
foreach ($machine in $machines) {
    try { Join-Gateway $machine }
    catch {
        Write-Host -ForegroundColor Red "$($machine): $($_.Exception.Message)"
        $failed += $machine
    }
}
if ($failed) { Stop-Association ${notAllAssociated.code} "Not associated: $($failed -join ', ')" }
Write-Host 'All machines are associated with the gateway. On machines with an agent before ${automaticFrom}, also run:'
Write-Host '  azcmagent config set connection.type gateway'
exit ${done.code}
`;
