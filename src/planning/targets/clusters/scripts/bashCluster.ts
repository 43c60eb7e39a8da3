import { type Fragment, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { sh } from './bash';
import { type ClusterFacts, clusterTemplate } from './facts';

/** The current one is named too, so that nobody switches it meanwhile. */
const contextRead = ({ context }: ClusterFacts): Fragment =>
  context === undefined
    ? sh`
  context=$(kubectl config current-context) || stop ${codes.stateUnknown.code} 'kubectl has no current context.'
  echo "kubectl context: $context"

`
    : nothing;

const serverTest = ({ apiServer }: ClusterFacts): Fragment =>
  apiServer === undefined
    ? nothing
    : sh`
  local server
  server=$(kube config view --minify --output 'jsonpath={.clusters[0].cluster.server}') ||
    stop ${codes.stateUnknown.code} 'kubectl does not know this context. To see all: kubectl config get-contexts'
  server=\${server#*://} server=\${server%%/*}
  case $server in
  \[*) server=\${server#\[} server=\${server%%]*} ;;
  *) server=\${server%%:*} ;;
  esac
  same "$server" "$apiServer" ||
    stop ${codes.otherServer.code} "The kubectl context has the API server $server, not $apiServer. Nothing was changed."

`;

/** Which cluster in Azure the kubectl context is. */
export const readCluster = (facts: ClusterFacts): Fragment => sh`
kube() { kubectl --context="$context" --request-timeout=30s "$@"; }

# Sets $now to SUBSCRIPTION/GROUP/NAME as the cluster's agents have it; to nothing without agents.
read_cluster() {
${contextRead(facts)}${serverTest(facts)}  now=$(kube get configmap azure-clusterconfig --namespace azure-arc --ignore-not-found \
    --output '${clusterTemplate}') ||
    stop ${codes.stateUnknown.code} 'kubectl cannot read the cluster. See the error above.'
}
`;

/** Proves that the context is this cluster, before anything is changed or compared. */
export const requireCluster = sh`
require_cluster() {
  read_cluster
  [ -n "$now" ] || stop ${codes.noAgent.code} 'This cluster has no Azure Arc agents. Connect it first.'
  same "$now" "$subscriptionId/$resourceGroup/$clusterName" ||
    stop ${codes.connectedElsewhere.code} "The kubectl context is the cluster $now in Azure. Nothing was changed."
}
`;
