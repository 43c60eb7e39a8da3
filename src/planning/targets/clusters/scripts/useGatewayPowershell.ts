import type { Fragment } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { type ClusterFacts, hasProxy } from './facts';
import {
  contextValue,
  gatewayValue,
  placeValues,
  powershellText,
  proxyValues,
  ps,
  settings,
  stopping,
  values,
} from './powershell';
import {
  callAzure,
  changeAzure,
  checkCluster,
  requireAgent,
  requireGateway,
  requireProviders,
  requireTools,
} from './powershellAzure';
import { useGatewayTexts } from './heads';
import { readCluster, requireCluster } from './powershellCluster';

/** Associates a connected cluster by Azure Resource Manager: it changes the gateway alone. */
export function useGatewayWithPowershell(facts: ClusterFacts): Fragment {
  const { title, exits } = useGatewayTexts(facts, { setsProxy: false });
  return powershellText(
    [
      title,
      'Run it on the deployment machine. Requires kubectl, and Az PowerShell with Az.Accounts, signed in with:',
      `Connect-AzAccount -Tenant ${facts.site.azure.tenantId} -Subscription ${facts.target.place.subscriptionId}`,
      ...(hasProxy(facts)
        ? ['It does not change the proxy settings of the cluster; only az connectedk8s update does.']
        : []),
      'Safe to run more than once: a cluster that already uses the gateway is not changed.',
    ],
    exits,
    [
      values(placeValues(facts), contextValue(facts), gatewayValue(facts)),
      values(settings, proxyValues(facts)),
      stopping,
      requireTools(),
      readCluster(facts),
      requireCluster,
      callAzure,
      changeAzure,
      requireProviders(facts),
      requireGateway,
      requireAgent,
      checkCluster(facts),
      main,
    ],
  );
}

const main = ps`
Assert-Tools
Assert-Cluster
Assert-Providers
Assert-Gateway
Assert-Agent
$before = Get-Association
if ($before -eq $gatewayId -and (Get-ClusterResource).gateway.enabled -eq $true) {
    Assert-Connected
    Write-Host "$($clusterName): already uses the gateway"
    exit ${codes.done.code}
}
if ($before -and $before -ne $gatewayId) { Write-Host "$($clusterName): replacing the gateway $(($before -split '/')[-1])" }
Set-Association $gatewayId
Set-GatewayEnabled $true
Assert-Connected
Write-Host "$($clusterName): associated with the gateway. Verify it in an hour; if its Arc proxy still goes direct, run az connectedk8s update --gateway-resource-id."
exit ${codes.done.code}
`;
