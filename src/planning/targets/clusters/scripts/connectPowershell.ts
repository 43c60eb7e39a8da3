import { type Fragment, join, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { closingHint, type ClusterFacts } from './facts';
import {
  contextValue,
  gatewayValue,
  placeValues,
  powershellText,
  proxyValues,
  ps,
  scopeValue,
  settings,
  skipRangeValues,
  stopping,
  values,
} from './powershell';
import { callAzure, checkCluster, requireGateway, requireProviders, requireTools } from './powershellAzure';
import { connectTexts } from './heads';
import { readCluster } from './powershellCluster';

/** As the script for the Azure CLI, with Az PowerShell. */
export function connectWithPowershell(facts: ClusterFacts): Fragment {
  const isThroughGateway = facts.mode === 'gateway';
  const { title, notes, exits } = connectTexts(facts);
  return powershellText(
    [
      title,
      'Run it on the deployment machine. Requires kubectl, Helm, and Az PowerShell with Az.ConnectedKubernetes, signed in with:',
      `Connect-AzAccount -Tenant ${facts.site.azure.tenantId} -Subscription ${facts.target.place.subscriptionId}`,
      ...notes,
    ],
    exits,
    [
      values(
        placeValues(facts),
        ps`$location = ${facts.target.place.region}`,
        contextValue(facts),
        gatewayValue(facts),
        scopeValue(facts),
        skipRangeValues(facts),
      ),
      values(settings, proxyValues(facts)),
      stopping,
      requireTools('New-AzConnectedKubernetes'),
      readCluster(facts),
      callAzure,
      requireProviders(facts),
      isThroughGateway ? requireGateway : nothing,
      checkCluster(facts),
      main(facts),
    ],
  );
}

function main(facts: ClusterFacts): Fragment {
  const { mode, certificate, httpsProxy, httpProxy, target } = facts;
  const { distribution, autoUpgrade } = target.cluster;
  const parameters = [
    ps`ClusterName = $clusterName`,
    ps`ResourceGroupName = $resourceGroup`,
    ps`SubscriptionId = $subscriptionId`,
    ps`Location = $location`,
    ps`KubeContext = $context`,
    mode === 'gateway' ? ps`GatewayResourceId = $gatewayId` : nothing,
    mode === 'privateLink' ? ps`PrivateLinkState = 'Enabled'` : nothing,
    mode === 'privateLink' ? ps`PrivateLinkScopeResourceId = $privateLinkScopeId` : nothing,
    httpsProxy === undefined ? nothing : ps`HttpsProxy = $httpsProxy`,
    httpProxy === undefined ? nothing : ps`HttpProxy = $httpProxy`,
    httpProxy === undefined ? nothing : ps`NoProxy = $skipRange`,
    certificate === undefined ? nothing : ps`ProxyCert = $proxyCertificate`,
    distribution === undefined ? nothing : ps`Distribution = ${distribution}`,
    autoUpgrade === 'off' ? ps`DisableAutoUpgrade = $true` : nothing,
  ];
  return ps`
Assert-Tools
${certificate === undefined ? nothing : certificateTest}$now = Get-ClusterNow
if ($now) {
    if ($now -ne "$subscriptionId/$resourceGroup/$clusterName") {
        Stop-Script ${codes.connectedElsewhere.code} "The kubectl context is already connected as the cluster $now. Nothing was changed."
    }
    Assert-Connected
    Write-Host "$($clusterName): already connected as described"
    exit ${codes.done.code}
}
Assert-Providers
${
  mode === 'gateway'
    ? ps`
Assert-Gateway

`
    : nothing
}$parameters = @{
    ${join(parameters, '\n    ')}
}
try { New-AzConnectedKubernetes @parameters | Out-Null }
catch { Stop-Script ${codes.connectFailed.code} 'The cluster could not be connected.', $_.Exception.Message }
Assert-Connected
Write-Host "$($clusterName): connected. ${closingHint}"
exit ${codes.done.code}
`;
}

const certificateTest = ps`
if (-not (Test-Path -LiteralPath $proxyCertificate)) {
    Stop-Script ${codes.noCertificate.code} "The proxy's certificate is not at $proxyCertificate."
}

`;
