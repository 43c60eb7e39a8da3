import type { Fragment } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import type { ClusterFacts } from './facts';
import { contextValue, powershellText, proxyValues, ps, settings, stopping, values } from './powershell';
import { auditTexts } from './heads';
import { readCluster, requireCluster } from './powershellCluster';

/** Prints what the Arc proxy of the cluster has logged. Changes nothing. */
export function auditWithPowershell(facts: ClusterFacts): Fragment {
  const { place } = facts.target;
  const { title, notes, exits } = auditTexts(facts);
  return powershellText([title, ...notes], exits, [
    ps`param([string]$Since = '1h')`,
    values(
      ps`$subscriptionId = ${place.subscriptionId}`,
      ps`$resourceGroup = ${place.resourceGroup}`,
      ps`$clusterName = ${facts.name}`,
      contextValue(facts),
    ),
    values(settings, proxyValues(facts)),
    stopping,
    readCluster(facts),
    requireCluster,
    main,
  ]);
}

const main = ps`
Assert-Cluster
$pods = @(Invoke-Kubectl 'get', 'pods', '--namespace', 'azure-arc', '--output', 'name')
if ($LASTEXITCODE -ne 0) { Stop-Script ${codes.stateUnknown.code} 'kubectl cannot list the pods of the agents.' }
$proxies = @($pods -like 'pod/arc-proxy-*')
if (-not $proxies) { Stop-Script ${codes.noAgent.code} 'The cluster has no Arc proxy pod.' }
foreach ($pod in $proxies) {
    Write-Output "== $pod"
    Invoke-Kubectl 'logs', '--namespace', 'azure-arc', $pod, "--since=$Since"
    if ($LASTEXITCODE -ne 0) { Stop-Script ${codes.stateUnknown.code} "kubectl cannot read the log of $pod." }
}
exit ${codes.done.code}
`;
