import type { Fragment } from '../../writing/fragment';
import { nameInId } from '../../../../kernel/resources';
import { clusterExitCodes as codes } from '../exitCodes';
import { type ClusterFacts, directHostsOf } from './facts';
import { contextValue, placeValues, powershellText, proxyValues, ps, settings, stopping, values } from './powershell';
import { callAzure, changeAzure, requireTools } from './powershellAzure';
import { readCluster, requireCluster } from './powershellCluster';

/** Removes the gateway from the cluster, which stays connected. */
export function detachWithPowershell(facts: ClusterFacts): Fragment {
  return powershellText(
    [
      `Remove the Arc gateway ${nameInId(facts.site.gateway?.id ?? '')} from the cluster ${facts.name}, which stays connected`,
      'First open on the proxy or firewall what the cluster then needs, or its agents lose Azure:',
      ...directHostsOf(facts).map((host) => `  ${host}`),
      'Safe to run more than once.',
    ],
    [
      codes.done,
      codes.unforeseen,
      codes.notSignedIn,
      codes.noAgent,
      ...(facts.apiServer === undefined ? [] : [codes.otherServer]),
      codes.settingFailed,
      codes.connectedElsewhere,
      codes.stateUnknown,
      codes.stillAssociated,
    ],
    [
      values(placeValues(facts), contextValue(facts)),
      values(settings, proxyValues(facts)),
      stopping,
      requireTools(),
      readCluster(facts),
      requireCluster,
      callAzure,
      changeAzure,
      main,
    ],
  );
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
