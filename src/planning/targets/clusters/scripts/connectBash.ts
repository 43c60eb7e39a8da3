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
  scopeValue,
  sh,
  skipRangeValues,
  values,
  when,
} from './bash';
import { azureTools, checkCluster, readAzure, requireCertificate, requireGateway, requireProviders } from './bashAzure';
import { connectTexts } from './heads';
import { readCluster } from './bashCluster';
import { closingHint, type ClusterFacts } from './facts';

/** Connects a new cluster. Changes nothing where it is connected already. */
export function connectWithCli(facts: ClusterFacts): Fragment {
  const isThroughGateway = facts.mode === 'gateway';
  const { title, notes, exits } = connectTexts(facts);
  return bashText(
    [
      title,
      `Run it on the deployment machine. Requires kubectl, and the Azure CLI signed in with: az login --tenant ${facts.site.azure.tenantId}`,
      ...notes,
    ],
    exits,
    [
      values(
        placeValues(facts),
        sh`location=${facts.target.place.region}`,
        contextValue(facts),
        gatewayValue(facts),
        scopeValue(facts),
        proxyValues(facts),
        skipRangeValues(facts),
      ),
      ...azureTools(facts),
      requireProviders(facts),
      isThroughGateway ? requireGateway : nothing,
      requireCertificate(facts),
      readCluster(facts),
      readAzure,
      checkCluster(facts),
      main(facts),
    ],
  );
}

function main(facts: ClusterFacts): Fragment {
  const { cluster } = facts.target;
  const connect = command(sh`az connectedk8s connect`, [
    ...clusterOptions,
    sh`--location "$location"`,
    contextOption,
    facts.mode === 'gateway' ? gatewayOption : nothing,
    facts.mode === 'privateLink'
      ? sh`--enable-private-link true --private-link-scope-resource-id "$privateLinkScopeId" --yes`
      : nothing,
    ...proxyOptions(facts),
    cluster.distribution === undefined ? nothing : sh`--distribution ${cluster.distribution}`,
    cluster.autoUpgrade === 'off' ? sh`--disable-auto-upgrade` : nothing,
    sh`--output none`,
  ]);
  const checks = [
    sh`require_tools`,
    sh`require_sign_in`,
    when(facts.certificate !== undefined, sh`require_certificate`),
    sh`read_cluster`,
  ];
  const before = [sh`require_providers`, when(facts.mode === 'gateway', sh`require_gateway`)];
  return sh`
main() {
  ${join(checks, '\n  ')}
  if [ -n "$now" ]; then
    same "$now" "$subscriptionId/$resourceGroup/$clusterName" ||
      stop ${codes.connectedElsewhere.code} "The kubectl context is already connected as the cluster $now. Nothing was changed."
    check_cluster
    echo "$clusterName: already connected as described"
    return
  fi
  ${join(before, '\n  ')}
  ${connect} ||
    stop ${codes.connectFailed.code} 'The cluster could not be connected. See the error above.'
  check_cluster
  echo "$clusterName: connected. ${closingHint}"
}

main
`;
}
