import type { Fragment } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { bashText, stopping, comparing, contextValue, proxyExports, proxyValues, sh, values } from './bash';
import { auditTexts } from './heads';
import { readCluster, requireCluster } from './bashCluster';
import type { ClusterFacts } from './facts';

/** Prints what the Arc proxy of the cluster has logged. Changes nothing. */
export function auditWithKubectl(facts: ClusterFacts): Fragment {
  const { title, notes, exits } = auditTexts(facts);
  return bashText([title, ...notes], exits, [
    values(
      sh`subscriptionId=${facts.target.place.subscriptionId}`,
      sh`resourceGroup=${facts.target.place.resourceGroup}`,
      sh`clusterName=${facts.name}`,
      contextValue(facts),
      proxyValues(facts),
      sh`since=\${1:-1h}`,
    ),
    proxyExports(facts),
    stopping,
    comparing,
    readCluster(facts),
    requireCluster,
    main,
  ]);
}

const main = sh`
main() {
  local pods pod found=''
  command -v kubectl >/dev/null 2>&1 || stop ${codes.notSignedIn.code} 'kubectl is not installed here.'
  require_cluster
  pods=$(kube get pods --namespace azure-arc --output name) ||
    stop ${codes.stateUnknown.code} 'kubectl cannot list the pods of the agents.'
  for pod in $pods; do
    case $pod in
    pod/arc-proxy-*)
      found=yes
      echo "== $pod"
      kube logs --namespace azure-arc "$pod" --since="$since" ||
        stop ${codes.stateUnknown.code} "kubectl cannot read the log of $pod."
      ;;
    esac
  done
  [ -n "$found" ] || stop ${codes.noAgent.code} 'The cluster has no Arc proxy pod.'
}

main
`;
