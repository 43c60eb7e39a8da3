import { proxyBypass } from '../../network';
import { connectionOf, type GatewayServerSite, type ServerSite, usesGateway } from '../../site';
import azure from './data/azureVm.json';
import { exitCodes } from './exitCodes';
import { join, nothing, shellTag, type Fragment } from './fragment';
import { bypassReading, type Field, proxyReading, stateReading, tellingTest } from './linuxReading';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);
const { done, notPrivileged, azureVm, connectedElsewhere, notThroughGateway, gatewayUnproven, notHealthy } = exitCodes;
const { throughGateway, otherScope, otherProxy, otherBypass } = exitCodes;

export const rootGuard = sh`
require_root() {
  [ "$(id -u)" -eq 0 ] || stop ${notPrivileged.code} 'This script changes the server: run it as root, for example with sudo.'
}
`;

const azureGuard = sh`
# Azure manages its own virtual machines. Their chassis says so without any network; else the metadata service does, which
# is known by the word azEnvironment and may take seconds to answer.
refuse_azure_vm() {
  if [ "\${ARC_ALLOW_AZURE_VM:-}" = 1 ]; then
    export MSFT_ARC_TEST=true # the agent's install script wants a permission of its own
    return
  fi
  local url='http://169.254.169.254/metadata/instance/compute?api-version=2019-06-01' answer='' tag=''
  read -r tag 2>/dev/null </sys/class/dmi/id/chassis_asset_tag || true
  if [ "$tag" = ${azure.chassisAssetTag} ]; then
    answer=azEnvironment
  elif has wget; then
    answer=$(wget -qO- --no-proxy --tries=1 --timeout=${azure.metadataSeconds} --header='Metadata: true' "$url") || answer=''
  else
    answer=$(curl -fs --noproxy '*' --max-time ${azure.metadataSeconds} --header 'Metadata: true' "$url") || answer=''
  fi
  if [ -z "$tag$answer" ]; then
    echo 'Whether this is a virtual machine in Azure is not known: neither its chassis nor a metadata service says so.'
  fi
  [[ $answer != *azEnvironment* ]] || stop ${azureVm.code} 'This is a virtual machine in Azure; it needs no Azure Arc.' \
    'To evaluate Azure Arc on it all the same, run this script with ARC_ALLOW_AZURE_VM=1.'
}
`;

/** What must hold before anything is looked at. */
export const guards = join([rootGuard, azureGuard], '\n\n');

/** Reads where the agent stands, and ends the script unless it has yet to be connected. */
export function states(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const { reading, wanted } = usesGateway(site) ? throughGatewayOf(site) : withoutGateway(site);
  return join([reading, hasProxy ? proxyReading : nothing, decision(wanted)], '\n\n');
}

interface Decision {
  /** Functions that ask the agent. */
  readonly reading: Fragment;
  /** What ends the script for a server that is connected where it should be. */
  readonly wanted: Fragment;
}

function throughGatewayOf(site: GatewayServerSite): Decision {
  const hasProxy = site.network.proxyUrl !== undefined;
  const fields: readonly Field[] = ['gatewayUrl', 'agentVersion', ...(hasProxy ? (['upstreamProxy'] as const) : [])];
  const proxy = hasProxy ? proxyWanted(sh`$upstreamProxy`) : nothing;
  return {
    reading: join([stateReading(fields), tellingTest, association], '\n\n'),
    wanted: join([gatewayTest(site), told, proxy, gatewayReached(site)], '\n'),
  };
}

function withoutGateway(site: ServerSite): Decision {
  const hasProxy = site.network.proxyUrl !== undefined;
  const isPrivate = connectionOf(site) === 'privateLink';
  const hasBypass = proxyBypass(site).text !== '';
  const fields: readonly Field[] = [
    'gatewayUrl',
    ...(isPrivate ? (['privateLinkScope'] as const) : []),
    ...(hasProxy ? (['httpsProxy'] as const) : []),
  ];
  const wanted = [
    noGateway,
    isPrivate ? scopeWanted : nothing,
    hasProxy ? proxyWanted(sh`$httpsProxy`) : nothing,
    hasBypass ? bypassWanted : nothing,
    nothingToDo(isPrivate),
  ];
  return {
    reading: join([stateReading(fields), hasBypass ? bypassReading : nothing], '\n\n'),
    wanted: join(wanted, '\n'),
  };
}

/** Function that prints what brings a machine behind the gateway. */
export const association = sh`
say_how_to_associate() {
  echo 'Associate it in Azure, where the Azure CLI is (once: az extension add -n arcgateway):'
  printf '  az arcgateway settings update --resource-group %q --subscription %q' "$resourceGroup" "$subscriptionId"
  printf ' --base-provider Microsoft.HybridCompute --base-resource-type machines'
  printf ' --base-resource-name %q --gateway-resource-id %q\n' "\${machineId##*/}" "$gatewayId"
  if needs_telling; then
    echo 'Its agent also needs this, here and after that:'
    echo '  azcmagent config set connection.type gateway'
  fi
  echo 'If all that was done a moment ago: the agent takes some minutes to follow.'
}
`;

/** Ends the script where the server is connected to another place, or its agent has lost Azure. */
export const placeTest = sh`
  if [[ \${machineId,,} != "\${group,,}"* || \${machineTenant,,} != "\${tenantId,,}" ]]; then
    stop ${connectedElsewhere.code} 'This server is connected to Azure Arc already, but elsewhere:' \
      "  $machineId, tenant $machineTenant" \
      "Nothing was changed. To move it, run 'azcmagent disconnect' and then this script again."
  fi
  if [[ \${status,,} != connected ]]; then
    stop ${notHealthy.code} "This server was onboarded here, but its agent is \${status:-in a state unknown to this script}." \
      "Ask 'azcmagent check' why. Once it is Expired, run 'azcmagent disconnect --force-local-only'" \
      'and then this script again.'
  fi
`;

const decision = (wanted: Fragment): Fragment => sh`
# Nothing is changed on a server that is connected, wherever to.
stop_if_connected() {
  [ -n "$machineId" ] || return 0
  local host=\${gatewayUrl#*://} group="/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/"
  host=\${host%%[:/]*} machineTenant=\${machineTenant:-$tenantId}
${placeTest}
${wanted}
}
`;

/** Ends the script where the server does not go through the gateway, as far as `$host` tells. */
export const gatewayTest = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? someGateway : thisGateway;

const thisGateway = sh`
  if [[ \${host,,} != "\${gatewayHost,,}" ]]; then
    echo "This server is connected here, but not through this gateway: \${host:-it has none}"
    say_how_to_associate
    exit ${notThroughGateway.code}
  fi
`;

const someGateway = sh`
  if [ -z "$host" ]; then
    echo 'This server is connected here, but not through a gateway.'
    say_how_to_associate
    exit ${notThroughGateway.code}
  fi
`;

const told = sh`
  if needs_telling; then
    stop ${notThroughGateway.code} 'This server is connected here, but its agent has yet to be told to use the gateway:' \
      '  azcmagent config set connection.type gateway'
  fi
`;

/** Ends the script where the server goes through the gateway, or through one that cannot be told. */
export const gatewayReached = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? gatewayUntold : gatewayProven;

const gatewayProven = sh`
  echo 'Nothing to do: this server is connected here through this gateway already.'
  exit ${done.code}
`;

const gatewayUntold = sh`
  echo "This server is connected here through $host."
  echo "Compare that with the URL of the gateway \${gatewayId##*/} in Azure. If they differ:"
  say_how_to_associate
  exit ${gatewayUnproven.code}
`;

const noGateway = sh`
  if [ -n "$host" ]; then
    stop ${throughGateway.code} "This server is connected here, but through the gateway $host." \
      "To leave it: 'azcmagent config set connection.type direct' here, then remove the association in Azure."
  fi
`;

const scopeWanted = sh`
  local wanted=\${privateLinkScopeId##*/} now=\${privateLinkScope##*/} # agents name the scope by its id or by its name
  if [[ \${now,,} != "\${wanted,,}" ]]; then
    stop ${otherScope.code} "This server is connected here, but its private link scope is: \${privateLinkScope:-none}" \
      'Add the machine to the scope in Azure: the scope, Azure Arc resources, Add.'
  fi
`;

const proxyWanted = (otherwise: Fragment): Fragment => sh`
  if ! has_proxy "${otherwise}"; then
    stop ${otherProxy.code} "This server is connected here, but its agent's proxy is: \${proxyNow:-none}" \
      "To change that: azcmagent config set proxy.url '$proxy'"
  fi
`;

const bypassWanted = sh`
  if ! has_bypass; then
    stop ${otherBypass.code} "This server is connected here, but its agent bypasses the proxy for: \${bypassNow:-nothing}" \
      "To change that: azcmagent config set proxy.bypass '$bypass'"
  fi
`;

const nothingToDo = (isPrivate: boolean): Fragment => sh`
  echo ${`Nothing to do: this server is connected here ${isPrivate ? 'through this private link scope' : 'directly'} already.`}
  exit ${done.code}
`;
