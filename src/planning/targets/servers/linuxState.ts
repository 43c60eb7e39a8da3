import { proxyBypass } from '../../network/bypass';
import { connectionOf, type GatewayServerSite, type ServerSite, usesGateway } from '../../site';
import azure from './data/azureVm.json';
import { exitCodes } from './exitCodes';
import { join, nothing, shellTag, type Fragment } from '../writing/fragment';
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
# Azure virtual machines are already managed by Azure. The chassis identifies them without network access. Otherwise the
# metadata service does: its answer contains azEnvironment and can take seconds.
refuse_azure_vm() {
  if [ "\${ARC_ALLOW_AZURE_VM:-}" = 1 ]; then
    export MSFT_ARC_TEST=true # the agent's install script checks this too
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
    echo 'Could not determine whether this is an Azure virtual machine: neither the chassis nor a metadata service answered.'
  fi
  [[ $answer != *azEnvironment* ]] || stop ${azureVm.code} 'This is an Azure virtual machine. Azure virtual machines do not need Azure Arc.' \
    'To onboard it anyway for evaluation, run this script with ARC_ALLOW_AZURE_VM=1.'
}
`;

/** Checks before reading the state. */
export const guards = join([rootGuard, azureGuard], '\n\n');

/** Reads the state, and ends the script for a connected server. */
export function states(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const { reading, wanted } = usesGateway(site) ? throughGatewayOf(site) : withoutGateway(site);
  return join([reading, hasProxy ? proxyReading : nothing, decision(wanted)], '\n\n');
}

interface Decision {
  /** Functions that query the agent. */
  readonly reading: Fragment;
  /** Ends the script for a server that is connected in the right place. */
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

export const association = sh`
print_association_command() {
  echo 'Associate it in Azure, on a computer with the Azure CLI (once: az extension add -n arcgateway):'
  printf '  az arcgateway settings update --resource-group %q --subscription %q' "$resourceGroup" "$subscriptionId"
  printf ' --base-provider Microsoft.HybridCompute --base-resource-type machines'
  printf ' --base-resource-name %q --gateway-resource-id %q\n' "\${machineId##*/}" "$gatewayId"
  if needs_setting; then
    echo 'Then run this on the server:'
    echo '  azcmagent config set connection.type gateway'
  fi
  echo 'If you have just done this, wait: the agent needs a few minutes to switch.'
}
`;

/** Ends the script if the server is connected in another place, or its agent isn’t connected. */
export const placeTest = sh`
  if [[ \${machineId,,} != "\${group,,}"* || \${machineTenant,,} != "\${tenantId,,}" ]]; then
    stop ${connectedElsewhere.code} 'This server is already connected to Azure Arc in a different place:' \
      "  $machineId, tenant $machineTenant" \
      "Nothing was changed. To move it, run 'azcmagent disconnect' and then run this script again."
  fi
  if [[ \${status,,} != connected ]]; then
    stop ${notHealthy.code} "This server was onboarded here, but its agent is \${status:-in an unknown state}." \
      "Run 'azcmagent check' to find out why. If it is Expired, run 'azcmagent disconnect --force-local-only'" \
      'and then run this script again.'
  fi
`;

const decision = (wanted: Fragment): Fragment => sh`
# A server that is already connected is never changed.
stop_if_connected() {
  [ -n "$machineId" ] || return 0
  local host=\${gatewayUrl#*://} group="/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/"
  host=\${host%%[:/]*} machineTenant=\${machineTenant:-$tenantId}
${placeTest}
${wanted}
}
`;

/** Ends the script if the server doesn’t use the gateway, by `$host`. */
export const gatewayTest = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? someGateway : thisGateway;

const thisGateway = sh`
  if [[ \${host,,} != "\${gatewayHost,,}" ]]; then
    echo "This server is connected here, but not through this gateway: \${host:-it has none}"
    print_association_command
    exit ${notThroughGateway.code}
  fi
`;

const someGateway = sh`
  if [ -z "$host" ]; then
    echo 'This server is connected here, but not through a gateway.'
    print_association_command
    exit ${notThroughGateway.code}
  fi
`;

const told = sh`
  if needs_setting; then
    stop ${notThroughGateway.code} 'This server is connected here, but its agent is not set to use the gateway. Run:' \
      '  azcmagent config set connection.type gateway'
  fi
`;

/** Ends the script if the server uses the gateway, or one that can’t be verified. */
export const gatewayReached = ({ gateway }: GatewayServerSite): Fragment =>
  gateway.endpoint === undefined ? gatewayUntold : gatewayProven;

const gatewayProven = sh`
  echo 'Nothing to do: this server is already connected here through this gateway.'
  exit ${done.code}
`;

const gatewayUntold = sh`
  echo "This server is connected here through $host."
  echo "Compare this with the URL of the gateway \${gatewayId##*/} in Azure. If they differ:"
  print_association_command
  exit ${gatewayUnproven.code}
`;

const noGateway = sh`
  if [ -n "$host" ]; then
    stop ${throughGateway.code} "This server is connected here, but through the gateway $host." \
      "To leave it: 'azcmagent config set connection.type direct' here, then remove the association in Azure."
  fi
`;

const scopeWanted = sh`
  local wanted=\${privateLinkScopeId##*/} now=\${privateLinkScope##*/} # agents report the scope by ID or by name
  if [[ \${now,,} != "\${wanted,,}" ]]; then
    stop ${otherScope.code} "This server is connected here, but its private link scope is: \${privateLinkScope:-none}" \
      'Add the machine to the scope in Azure: the scope, Azure Arc resources, Add.'
  fi
`;

const proxyWanted = (otherwise: Fragment): Fragment => sh`
  if ! has_proxy "${otherwise}"; then
    stop ${otherProxy.code} "This server is connected here, but its agent's proxy is: \${proxyNow:-none}" \
      "To change it: azcmagent config set proxy.url '$proxy'"
  fi
`;

const bypassWanted = sh`
  if ! has_bypass; then
    stop ${otherBypass.code} "This server is connected here, but its agent bypasses the proxy for: \${bypassNow:-nothing}" \
      "To change it: azcmagent config set proxy.bypass '$bypass'"
  fi
`;

const nothingToDo = (isPrivate: boolean): Fragment => sh`
  echo ${`Nothing to do: this server is already connected here ${isPrivate ? 'through this private link scope' : 'directly'}.`}
  exit ${done.code}
`;
