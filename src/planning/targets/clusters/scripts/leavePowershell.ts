import type { Fragment } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { type ClusterFacts, extensionsVersion } from './facts';
import { contextValue, placeValues, powershellText, proxyValues, ps, settings, stopping, values } from './powershell';
import { callAzure, requireTools } from './powershellAzure';
import { leaveTexts } from './heads';
import { readCluster } from './powershellCluster';

/** Disconnects the cluster from Azure Arc, after a person has typed its name. */
export function leaveWithPowershell(facts: ClusterFacts): Fragment {
  const { title, notes, exits } = leaveTexts(facts);
  return powershellText([title, ...notes], exits, [
    values(placeValues(facts), contextValue(facts)),
    values(settings, proxyValues(facts)),
    stopping,
    requireTools('Remove-AzConnectedKubernetes'),
    readCluster(facts),
    callAzure,
    question,
    main,
  ]);
}

const question = ps`
# The question is the script's own, so that it can name what is lost.
function Confirm-Leaving([string]$Now) {
    $extensions = @((Get-AzureResource "$cluster/providers/Microsoft.KubernetesConfiguration/extensions?api-version=${extensionsVersion}").value | ForEach-Object { $_.name }) -join ', '
    Write-Host "This disconnects the cluster $clusterName from Azure Arc. It is lost for good:"
    Write-Host '  its resource in Azure, with tags, role assignments and policies'
    Write-Host "  its extensions: $(if ($extensions) { $extensions } else { 'none' })"
    Write-Host '  its GitOps configurations and custom locations, and what runs on these'
    Write-Host '  access through cluster connect, and monitoring'
    Write-Host 'What the extensions and GitOps have installed on the cluster may stay there.'
    if (-not $Now) { Write-Host 'The kubectl context has no agents, so only the resource in Azure is deleted.' }
    $answer = ''
    try { $answer = Read-Host "Type the cluster's name to go on" }
    catch { Write-Host 'Nobody can be asked here.' }
    if ($answer -cne $clusterName) { Stop-Script ${codes.notConfirmed.code} 'Not confirmed. Nothing was changed.' }
}
`;

const main = ps`
Assert-Tools
$now = Get-ClusterNow
if ($now -and $now -ne "$subscriptionId/$resourceGroup/$clusterName") {
    Stop-Script ${codes.connectedElsewhere.code} "The kubectl context is the cluster $now in Azure. Nothing was changed."
}
if (-not (Get-ClusterResource)) {
    Write-Host "$($clusterName): not in Azure"
    exit ${codes.done.code}
}
Confirm-Leaving $now
$parameters = @{
    ClusterName = $clusterName
    ResourceGroupName = $resourceGroup
    SubscriptionId = $subscriptionId
    KubeContext = $context
}
try { Remove-AzConnectedKubernetes @parameters | Out-Null }
catch { Stop-Script ${codes.settingFailed.code} 'The cluster could not be disconnected.', $_.Exception.Message }
if (Get-ClusterResource) { Stop-Script ${codes.settingFailed.code} 'Azure still has the resource.' }
Write-Host "$($clusterName): disconnected from Azure Arc"
exit ${codes.done.code}
`;
