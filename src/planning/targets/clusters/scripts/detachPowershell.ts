import type { Fragment } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import type { ClusterFacts } from './facts';
import { contextValue, placeValues, powershellText, proxyValues, ps, settings, stopping, values } from './powershell';
import { callAzure, changeAzure, requireTools } from './powershellAzure';
import { detachTexts } from './heads';
import { readCluster, requireCluster } from './powershellCluster';

/** Removes the gateway from the cluster, which stays connected. */
export function detachWithPowershell(facts: ClusterFacts): Fragment {
  const { title, notes, exits } = detachTexts(facts);
  return powershellText([title, ...notes], exits, [
    values(placeValues(facts), contextValue(facts)),
    values(settings, proxyValues(facts)),
    stopping,
    requireTools(),
    readCluster(facts),
    requireCluster,
    callAzure,
    changeAzure,
    main,
  ]);
}

const main = ps`
Assert-Tools
Assert-Cluster
if (-not (Get-Association) -and (Get-ClusterResource).gateway.enabled -ne $true) {
    Write-Host "$($clusterName): has no gateway"
    exit ${codes.done.code}
}
Set-Association $null
Set-GatewayEnabled $false
$gateway = Get-Association
if ($gateway) { Stop-Script ${codes.stillAssociated.code} "Azure still reports the gateway $gateway." }
if ((Get-ClusterResource).gateway.enabled -eq $true) { Stop-Script ${codes.stillAssociated.code} 'Azure still reports the gateway as enabled.' }
Write-Host "$($clusterName): has no gateway now. If its Arc proxy still uses the gateway in an hour, run az connectedk8s update --disable-gateway."
exit ${codes.done.code}
`;
