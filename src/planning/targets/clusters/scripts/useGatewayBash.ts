import { type Fragment, join, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import {
  bashText,
  clusterOptions,
  command,
  contextOption,
  contextValue,
  gatewayOption,
  gatewayValue,
  placeValues,
  proxyOptions,
  proxyValues,
  sh,
  skipRangeValues,
  values,
  when,
} from './bash';
import { azureTools, checkCluster, readAzure, requireCertificate, requireGateway, requireProviders } from './bashAzure';
import { useGatewayTexts } from './heads';
import { readCluster, requireCluster } from './bashCluster';
import { agentSince, closingHint, type ClusterFacts, hasProxy } from './facts';

/** Has a connected cluster use the gateway, and the proxy as the site file has it. */
export function useGatewayWithCli(facts: ClusterFacts): Fragment {
  const { title, exits } = useGatewayTexts(facts, { setsProxy: true });
  return bashText(
    [
      title,
      `Run it on the deployment machine. Requires kubectl, and the Azure CLI signed in with: az login --tenant ${facts.site.azure.tenantId}`,
      hasProxy(facts)
        ? 'Safe to run more than once. The proxy settings of the cluster cannot be read, so they are set each time.'
        : 'Safe to run more than once: a cluster that already uses the gateway is not changed.',
    ],
    exits,
    [
      values(placeValues(facts), contextValue(facts), gatewayValue(facts), proxyValues(facts), skipRangeValues(facts)),
      ...azureTools(facts),
      requireProviders(facts),
      requireGateway,
      requireCertificate(facts),
      readCluster(facts),
      requireCluster,
      readAzure,
      checkCluster(facts),
      requireAgent,
      main(facts),
    ],
  );
}

const requireAgent = sh`
require_agent() {
  local version
  version=$(shown agentVersion) || stop ${codes.stateUnknown.code} 'Azure does not say which agents the cluster has.'
  at_least "$version" ${agentSince} ||
    stop ${codes.agentTooOld.code} "A gateway needs agents from ${agentSince}; here are \${version:-unknown ones}. Run: az connectedk8s upgrade"
}
`;

function main(facts: ClusterFacts): Fragment {
  const { cluster } = facts.target;
  const update = command(sh`az connectedk8s update`, [
    ...clusterOptions,
    contextOption,
    gatewayOption,
    ...proxyOptions(facts),
    cluster.autoUpgrade === undefined ? nothing : sh`--auto-upgrade ${cluster.autoUpgrade === 'on' ? 'true' : 'false'}`,
    sh`--output none`,
  ]);
  const steps = [
    sh`require_tools`,
    sh`require_sign_in`,
    when(facts.certificate !== undefined, sh`require_certificate`),
    sh`require_cluster`,
    sh`require_providers`,
    sh`require_gateway`,
    sh`require_agent`,
    sh`before=$(association) || stop ${codes.stateUnknown.code} 'Azure does not say which gateway the cluster has.'`,
    hasProxy(facts) ? nothing : already,
    sh`[ -z "$before" ] || same "$before" "$gatewayId" || echo "$clusterName: replacing the gateway \${before##*/}"`,
  ];
  return sh`
main() {
  local before${hasProxy(facts) ? nothing : sh` enabled`}
  ${join(steps, '\n  ')}
  ${update} ||
    stop ${codes.settingFailed.code} 'The cluster could not be updated. See the error above.'
  check_cluster
  echo "$clusterName: uses the gateway. ${closingHint}"
}

main
`;
}

const already = sh`
enabled=$(shown gateway.enabled) || stop ${codes.stateUnknown.code} 'Azure does not say how the cluster is.'
  if same "$before" "$gatewayId" && [ "$enabled" = true ]; then
    check_cluster
    echo "$clusterName: already uses the gateway"
    return
  fi
`;
