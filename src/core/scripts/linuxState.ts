import { proxyBypass } from '../network/bypass/proxyBypass';
import { connectionOf, type Topology, usesGateway } from '../topology/topology';
import { exitCodes } from './exitCodes';
import { join, nothing, shellTag, type Fragment } from './fragment';
import { bashLiteral } from './quote';

const sh = shellTag(bashLiteral);
const { done, notPrivileged, azureVm, connectedElsewhere, notThroughGateway, gatewayUnproven, notHealthy } = exitCodes;
const { throughGateway, otherScope, otherBypass } = exitCodes;

export const rootGuard = sh`
require_root() {
  [ "$(id -u)" -eq 0 ] || stop ${notPrivileged.code} 'This script installs software: run it as root, for example with sudo.'
}
`;

const azureGuard = sh`
# Azure manages its own virtual machines. Its metadata service is known by the word azEnvironment.
refuse_azure_vm() {
  if [ "\${ARC_ALLOW_AZURE_VM:-}" = 1 ]; then
    export MSFT_ARC_TEST=true # the agent's install script wants a permission of its own
    return
  fi
  local url='http://169.254.169.254/metadata/instance/compute?api-version=2019-06-01' answer
  if has wget; then
    answer=$(wget -qO- --no-proxy --tries=1 --timeout=2 --header='Metadata: true' "$url") || return 0
  else
    answer=$(curl -fs --noproxy '*' --max-time 2 --header 'Metadata: true' "$url") || return 0
  fi
  [[ $answer != *azEnvironment* ]] || stop ${azureVm.code} 'This is a virtual machine in Azure; it needs no Azure Arc.' \
    'To evaluate Azure Arc on it all the same, run this script with ARC_ALLOW_AZURE_VM=1.'
}
`;

/** What must hold before anything is looked at. */
export const guards = join([rootGuard, azureGuard], '\n\n');

/** Reads where the agent stands, and ends the script unless it has yet to be connected. */
export function states(topology: Topology): Fragment {
  if (usesGateway(topology)) {
    const wanted = topology.gateway.endpoint === undefined ? gatewayUnknown : gatewayKnown;
    return join([stateReading(['gatewayUrl', 'agentVersion']), ageTest, association, decision(wanted)], '\n\n');
  }
  const isPrivate = connectionOf(topology) === 'privateLink';
  const hasBypass = proxyBypass(topology).text !== '';
  const wanted = [
    noGateway,
    isPrivate ? scopeWanted : nothing,
    hasBypass ? bypassWanted : nothing,
    nothingToDo(isPrivate),
  ];
  const reading = stateReading(['gatewayUrl', ...(isPrivate ? (['privateLinkScope'] as const) : [])]);
  return join([reading, hasBypass ? bypassReading : nothing, decision(join(wanted, '\n'))], '\n\n');
}

type Field = 'gatewayUrl' | 'agentVersion' | 'privateLinkScope';

// Names of variables and of the agent's fields: a shell's own words, and no values.
const word = (text: string): Fragment => ({ text, marks: [] });

const patterns: Readonly<Record<Field, string>> = {
  gatewayUrl: '[^"]+',
  agentVersion: '[0-9.]+',
  privateLinkScope: '[^"]+',
};

/** Function that asks the agent for its state, and reads these fields of it beside those that name the machine. */
export function stateReading(fields: readonly Field[]): Fragment {
  const empty = ['state', 'status', 'machineId', 'machineTenant', ...fields].map((name) => `${name}=''`).join(' ');
  const reading = fields.map((name) => sh`  ${word(name)}=$(field ${word(name)} ${patterns[name]})`);
  return sh`
# field NAME PATTERN: the first such text in 'azcmagent show -j'; agents differ in the case of names.
field() {
  local pattern="\"($1)\"[[:space:]]*:[[:space:]]*\"($2)\""
  shopt -s nocasematch
  if [[ $state =~ $pattern ]]; then echo "\${BASH_REMATCH[2]}"; fi
}

read_state() {
  ${word(empty)}
  has azcmagent || return 0
  state=$(azcmagent show -j 2>/dev/null) || true
  status=$(field status 'Connected|Disconnected|Expired|Error')
  machineId=$(field 'resourceId|id' '/subscriptions/[^"]+')
  machineTenant=$(field tenantId '[^"]+')
${join(reading, '\n')}
  if [[ -z $machineId && \${status,,} = connected ]]; then
    machineId=$(printf '/subscriptions/%s/resourceGroups/%s/providers/Microsoft.HybridCompute/machines/%s' \
      "$(field subscriptionId '[^"]+')" "$(field resourceGroup '[^"]+')" "$(field resourceName '[^"]+')")
  fi
}
`;
}

export const ageTest = sh`
# Agents up to 1.50 do not turn to a gateway by themselves.
is_old_agent() { [[ $agentVersion =~ ^1\.([0-9]|[1-4][0-9]|50)\. ]]; }
`;

const association = sh`
say_how_to_associate() {
  echo 'Associate it in Azure, where the Azure CLI is (once: az extension add -n arcgateway):'
  printf '  az arcgateway settings update --resource-group %q --subscription %q' "$resourceGroup" "$subscriptionId"
  printf ' --base-provider Microsoft.HybridCompute --base-resource-type machines'
  printf ' --base-resource-name %q --gateway-resource-id %q\n' "\${machineId##*/}" "$gatewayId"
  if is_old_agent; then
    echo "Agent $agentVersion also needs this, here and after that:"
    echo '  azcmagent config set connection.type gateway'
  fi
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

const gatewayKnown = sh`
  if [[ \${host,,} != "\${gatewayHost,,}" ]]; then
    echo "This server is connected here, but not through this gateway: \${host:-it has none}"
    say_how_to_associate
    exit ${notThroughGateway.code}
  fi
  echo 'Nothing to do: this server is connected here through this gateway already.'
  exit ${done.code}
`;

const gatewayUnknown = sh`
  if [ -z "$host" ]; then
    echo 'This server is connected here, but not through a gateway.'
    say_how_to_associate
    exit ${notThroughGateway.code}
  fi
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

const bypassReading = sh`
# has_bypass: whether the agent bypasses the proxy for what it should; agents differ in how they write a list.
has_bypass() {
  local words
  bypassNow=$(azcmagent config get proxy.bypass 2>/dev/null) || true
  bypassNow=\${bypassNow##*:}
  read -ra words <<<"\${bypassNow//[^[:alpha:]]/ }"
  bypassNow=\${words[*]:-}
  bypassNow=\${bypassNow// /,}
  [[ \${bypassNow,,} = "\${bypass,,}" ]]
}
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
