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
import { azureTools, readAzure } from './bashAzure';
import { detachTexts } from './heads';
import { readCluster, requireCluster } from './bashCluster';
import type { ClusterFacts } from './facts';

/** Removes the gateway from the cluster, which stays connected. */
export function detachWithCli(facts: ClusterFacts): Fragment {
  const { title, notes, exits } = detachTexts(facts);
  return bashText([title, ...notes], exits, [
    values(placeValues(facts), contextValue(facts), proxyValues(facts)),
    ...azureTools(facts),
    readCluster(facts),
    requireCluster,
    readAzure,
    main,
  ]);
}

const main = sh`
main() {
  local gateway enabled
  require_tools
  require_sign_in
  require_cluster
  gateway=$(association) || stop ${codes.stateUnknown.code} 'Azure does not say which gateway the cluster has.'
  enabled=$(shown gateway.enabled) || stop ${codes.stateUnknown.code} 'Azure does not say how the cluster is.'
  if [ -z "$gateway" ] && [ "$enabled" != true ]; then
    echo "$clusterName: has no gateway"
    return
  fi
  ${command(sh`az connectedk8s update`, [...clusterOptions, contextOption, sh`--disable-gateway`, sh`--output none`])} ||
    stop ${codes.settingFailed.code} 'The gateway could not be removed. See the error above.'
  gateway=$(association) || stop ${codes.stateUnknown.code} 'Azure does not say which gateway the cluster has.'
  [ -z "$gateway" ] || stop ${codes.stillAssociated.code} "Azure still reports the gateway $gateway."
  enabled=$(shown gateway.enabled) || stop ${codes.stateUnknown.code} 'Azure does not say how the cluster is.'
  [ "$enabled" != true ] || stop ${codes.stillAssociated.code} 'Azure still reports the gateway as enabled.'
  echo "$clusterName: connects without the gateway"
}

main
`;
