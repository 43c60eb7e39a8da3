import arcProxy from '../../../../kernel/knowledge/data/arcProxyOfClusters.json';
import { type Fragment, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { bashText, contextValue, gatewayValue, placeValues, proxyValues, scopeValue, sh, values } from './bash';
import { azureTools, checkCluster, readAzure } from './bashAzure';
import { verifyTexts } from './heads';
import { readCluster, requireCluster } from './bashCluster';
import type { ClusterFacts } from './facts';

/** Compares Azure, the association and the cluster itself. Changes nothing. */
export function verifyWithCli(facts: ClusterFacts): Fragment {
  const isThroughGateway = facts.mode === 'gateway';
  const { title, notes, exits } = verifyTexts(facts);
  return bashText([title, ...notes], exits, [
    values(
      placeValues(facts),
      contextValue(facts),
      gatewayValue(facts),
      hostValue(facts),
      scopeValue(facts),
      proxyValues(facts),
    ),
    ...azureTools(facts),
    readCluster(facts),
    requireCluster,
    readAzure,
    checkCluster(facts),
    isThroughGateway ? checkArcProxy(facts) : nothing,
    main(facts),
  ]);
}

const hostValue = ({ mode, site }: ClusterFacts): Fragment =>
  mode === 'gateway' && site.gateway?.endpoint !== undefined ? sh`gatewayHost=${site.gateway.endpoint}` : nothing;

const checkArcProxy = (facts: ClusterFacts): Fragment => sh`
check_arc_proxy() {
  local pods host
  pods=$(kube get pods --namespace azure-arc --field-selector status.phase=Running --output name) ||
    stop ${codes.stateUnknown.code} 'kubectl cannot list the pods of the agents.'
  case $pods in
  *pod/arc-proxy-*) ;;
  *) stop ${codes.gatewayUnproven.code} 'No Arc proxy pod is running. To see the agents: kubectl get pods --namespace azure-arc' ;;
  esac
  host=$(kube get configmap azure-clusterconfig --namespace azure-arc --output 'jsonpath={.data.ARC_PROXY_GATEWAY}') || host=''
  echo "Gateway in the cluster: \${host:-not reported}"
${hostTest(facts)}}
`;

const hostTest = ({ site }: ClusterFacts): Fragment =>
  site.gateway?.endpoint === undefined
    ? sh`
  case $host in
  '' | ${arcProxy.hostWithoutGateway}) stop ${codes.gatewayUnproven.code} 'The cluster itself does not show a gateway. See the Arc proxy with the audit script.' ;;
  esac

`
    : sh`
  same "$host" "$gatewayHost" ||
    stop ${codes.gatewayUnproven.code} "The cluster itself does not show the gateway $gatewayHost. See the Arc proxy with the audit script."

`;

const main = ({ mode }: ClusterFacts): Fragment => sh`
main() {
  require_tools
  require_sign_in
  require_cluster
  check_cluster
${
  mode === 'gateway'
    ? sh`
  check_arc_proxy

`
    : nothing
}  echo "$clusterName: as described"
}

main
`;
