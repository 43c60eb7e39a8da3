import type { Fragment } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import {
  bashText,
  clusterOptions,
  command,
  contextOption,
  contextValue,
  placeValues,
  proxyValues,
  sh,
  values,
} from './bash';
import { azureTools } from './bashAzure';
import { leaveTexts } from './heads';
import { readCluster } from './bashCluster';
import { type ClusterFacts, clusterVersion, extensionsVersion } from './facts';

/** Disconnects the cluster from Azure Arc, after a person has typed its name. */
export function leaveWithCli(facts: ClusterFacts): Fragment {
  const { title, notes, exits } = leaveTexts(facts);
  return bashText([title, ...notes], exits, [
    values(placeValues(facts), contextValue(facts), proxyValues(facts)),
    ...azureTools(facts),
    readCluster(facts),
    azure,
    question,
    main,
  ]);
}

const azure = sh`
cluster="/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/providers/Microsoft.Kubernetes/connectedClusters/$clusterName"

# exists: fails where there is no such resource; stops where Azure does not say.
exists() {
  local answer
  answer=$(az rest --method get --query id --output tsv --only-show-errors --url "$cluster?api-version=${clusterVersion}" 2>&1) && return
  case $answer in
  *ResourceNotFound* | *ResourceGroupNotFound*) return 1 ;;
  esac
  stop ${codes.stateUnknown.code} "$answer"
}
`;

const question = sh`
# The question is the script's own, so that it can name what is lost.
confirm() {
  local extensions answer=''
  extensions=$(az rest --method get --query "join(', ', value[].name)" --output tsv --only-show-errors \
    --url "$cluster/providers/Microsoft.KubernetesConfiguration/extensions?api-version=${extensionsVersion}") || extensions='unknown'
  printf '%s\n' "This disconnects the cluster $clusterName from Azure Arc. It is lost for good:" \
    '  its resource in Azure, with tags, role assignments and policies' \
    "  its extensions: \${extensions:-none}" \
    '  its GitOps configurations and custom locations, and what runs on these' \
    '  access through cluster connect, and monitoring' \
    'What the extensions and GitOps have installed on the cluster may stay there.'
  [ -n "$now" ] || echo 'The kubectl context has no agents, so only the resource in Azure is deleted.'
  printf '%s' "Type the cluster's name to go on: "
  read -r answer || true
  [ "$answer" = "$clusterName" ] || stop ${codes.notConfirmed.code} '' 'Not confirmed. Nothing was changed.'
}
`;

const main = sh`
main() {
  require_tools
  require_sign_in
  read_cluster
  [ -z "$now" ] || same "$now" "$subscriptionId/$resourceGroup/$clusterName" ||
    stop ${codes.connectedElsewhere.code} "The kubectl context is the cluster $now in Azure. Nothing was changed."
  if ! exists; then
    echo "$clusterName: not in Azure"
    return
  fi
  confirm
  ${command(sh`az connectedk8s delete`, [...clusterOptions, contextOption, sh`--yes`, sh`--output none`])} ||
    stop ${codes.settingFailed.code} 'The cluster could not be disconnected. See the error above.'
  if exists; then stop ${codes.settingFailed.code} 'Azure still has the resource.'; fi
  echo "$clusterName: disconnected from Azure Arc"
}

main
`;
