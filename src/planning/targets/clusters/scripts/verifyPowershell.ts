import arcProxy from '../../../../kernel/knowledge/data/arcProxyOfClusters.json';
import { type Fragment, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import type { ClusterFacts } from './facts';
import {
  contextValue,
  gatewayValue,
  placeValues,
  powershellText,
  proxyValues,
  ps,
  scopeValue,
  settings,
  stopping,
  values,
} from './powershell';
import { callAzure, checkCluster, requireTools } from './powershellAzure';
import { verifyTexts } from './heads';
import { readCluster, requireCluster } from './powershellCluster';

/** Compares Azure, the association and the cluster itself. Changes nothing. */
export function verifyWithPowershell(facts: ClusterFacts): Fragment {
  const isThroughGateway = facts.mode === 'gateway';
  const { title, notes, exits } = verifyTexts(facts);
  return powershellText([title, ...notes], exits, [
    values(placeValues(facts), contextValue(facts), gatewayValue(facts), hostValue(facts), scopeValue(facts)),
    values(settings, proxyValues(facts)),
    stopping,
    requireTools(),
    readCluster(facts),
    requireCluster,
    callAzure,
    checkCluster(facts),
    isThroughGateway ? checkArcProxy(facts) : nothing,
    main(facts),
  ]);
}

const hostValue = ({ mode, site }: ClusterFacts): Fragment =>
  mode === 'gateway' && site.gateway?.endpoint !== undefined ? ps`$gatewayHost = ${site.gateway.endpoint}` : nothing;

const checkArcProxy = ({ site }: ClusterFacts): Fragment => ps`
function Assert-ArcProxy {
    $pods = Invoke-Kubectl 'get', 'pods', '--namespace', 'azure-arc', '--field-selector', 'status.phase=Running', '--output', 'name'
    if ($LASTEXITCODE -ne 0) { Stop-Script ${codes.stateUnknown.code} 'kubectl cannot list the pods of the agents.' }
    if (-not ($pods -like 'pod/arc-proxy-*')) {
        Stop-Script ${codes.gatewayUnproven.code} 'No Arc proxy pod is running. To see the agents: kubectl get pods --namespace azure-arc'
    }
    $shown = (Invoke-Kubectl 'get', 'configmap', 'azure-clusterconfig', '--namespace', 'azure-arc', '--output', 'jsonpath={.data.ARC_PROXY_GATEWAY}') -join ''
    Write-Host "Gateway in the cluster: $shown"
${site.gateway?.endpoint === undefined ? anyHostTest : hostTest}
}
`;

const hostTest = ps`
    if ($shown -ne $gatewayHost) {
        Stop-Script ${codes.gatewayUnproven.code} "The cluster itself does not show the gateway $gatewayHost. See the Arc proxy with the audit script."
    }
`;

const anyHostTest = ps`
    if ($shown -in '', ${arcProxy.hostWithoutGateway}) {
        Stop-Script ${codes.gatewayUnproven.code} 'The cluster itself does not show a gateway. See the Arc proxy with the audit script.'
    }
`;

const main = ({ mode }: ClusterFacts): Fragment => ps`
Assert-Tools
Assert-Cluster
Assert-Connected
${
  mode === 'gateway'
    ? ps`
Assert-ArcProxy

`
    : nothing
}Write-Host "$($clusterName): as described"
exit ${codes.done.code}
`;
