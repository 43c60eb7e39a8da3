import type { Fragment } from '../../writing/fragment';
import { nameInId } from '../../../../kernel/resources';
import { clusterExitCodes as codes } from '../exitCodes';
import {
  bashText,
  stopping,
  comparing,
  clusterOptions,
  command,
  contextOption,
  contextValue,
  placeValues,
  proxyExports,
  proxyValues,
  sh,
  values,
  versions,
} from './bash';
import { readAzure, requireSignIn, requireTools } from './bashAzure';
import { readCluster, requireCluster } from './bashCluster';
import { type ClusterFacts, directHostsOf } from './facts';

/** Removes the gateway from the cluster, which stays connected. */
export function detachWithCli(facts: ClusterFacts): Fragment {
  return bashText(
    [
      `Remove the Arc gateway ${nameInId(facts.site.gateway?.id ?? '')} from the cluster ${facts.name}, which stays connected`,
      'First open on the proxy or firewall what the cluster then needs, or its agents lose Azure:',
      ...directHostsOf(facts).map((host) => `  ${host}`),
      'Safe to run more than once.',
    ],
    [
      codes.done,
      codes.unforeseen,
      codes.notSignedIn,
      codes.noAgent,
      ...(facts.apiServer === undefined ? [] : [codes.otherServer]),
      codes.settingFailed,
      codes.connectedElsewhere,
      codes.stateUnknown,
      codes.stillAssociated,
    ],
    [
      values(placeValues(facts), contextValue(facts), proxyValues(facts)),
      proxyExports(facts),
      stopping,
      comparing,
      versions,
      requireTools,
      requireSignIn,
      readCluster(facts),
      requireCluster,
      readAzure,
      main,
    ],
  );
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
