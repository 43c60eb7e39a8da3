import { exitCodes } from './exitCodes';
import { automaticFrom, automaticMajor, automaticMinor } from './agentAge';
import { join, shellTag, type Fragment } from '../writing/fragment';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);

// Code, not a value.
const word = (text: string): Fragment => ({ text, marks: [] });

/** Optional fields of the agent’s answer, each read into a variable of the same name. */
export type Field = 'gatewayUrl' | 'agentVersion' | 'privateLinkScope' | 'httpsProxy' | 'upstreamProxy';

/** Functions that read the agent’s state; they end the script if it is unknown. */
export function stateReading(fields: readonly Field[]): Fragment {
  const empty = ['status', 'machineId', 'machineTenant', ...fields].map((name) => `${name}=''`).join(' ');
  const arms = fields.map((name) => sh`          ${word(name.toLowerCase())}) ${word(name)}=$text ;;`);
  return sh`
# read_answer JSON: reads the top level of the agent's answer; the case of names differs between agents.
# Other output can precede and follow the object; the first whole one with a status counts.
read_answer() {
  local LC_ALL=C rest=$'\n'$1 token text name='' depth=0
  local opening=$'\n[ \t]*([{].*)'
  local pattern='^[^]["{}:,]*("(([^"\\]|\\.)*)"|[][{}:,])'
  [[ $rest =~ $opening ]] || return 0
  rest=\${BASH_REMATCH[1]}
  while [[ $rest =~ $pattern ]]; do
    token=\${BASH_REMATCH[1]} text=\${BASH_REMATCH[2]} rest=\${rest:\${#BASH_REMATCH[0]}}
    case $token in
      '{' | '[') depth=$((depth + 1)) ;;
      '}' | ']')
        depth=$((depth - 1))
        [ "$depth" -eq 0 ] || continue
        [ -z "$status" ] || return 0
        forget_answer
        [[ $rest =~ $opening ]] || return 0
        rest=\${BASH_REMATCH[1]} name=''
        ;;
      ,) [ "$depth" != 1 ] || name='' ;;
      \"*)
        [ "$depth" = 1 ] || continue
        case $name in
          '') name=\${text,,} ;;
          status) status=$text ;;
          resourceid) machineId=$text ;;
          id) id=$text ;;
          subscriptionid) subscription=$text ;;
          resourcegroup) group=$text ;;
          resourcename) resource=$text ;;
          tenantid) machineTenant=$text ;;
${join(arms, '\n')}
        esac
        ;;
    esac
  done
  forget_answer # it was cut off
}

forget_answer() {
  ${word(empty)}
  id='' subscription='' group='' resource=''
}

read_state() {
  local id subscription group resource
  forget_answer
  has azcmagent || return 0
  read_answer "$(azcmagent show -j 2>/dev/null)"
  machineId=\${machineId:-$id}
  if [[ -z $machineId && \${status,,} = connected ]]; then
    machineId="/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.HybridCompute/machines/$resource"
  fi
  [[ -n $machineId || \${status,,} = disconnected ]] ||
    stop ${exitCodes.stateUnknown.code} "The agent is installed, but 'azcmagent show -j' does not report whether this server is connected." \
      'Nothing was changed. Make sure that its service is running (systemctl status himdsd), and run this script again.'
}
`;
}

/** Functions that check whether connection.type must be set. */
export const tellingTest = sh`
# Agents before ${automaticFrom} do not switch to a gateway automatically; an unknown version counts as one of them.
is_old_agent() {
  [[ $agentVersion =~ ^([0-9]{1,9})\.([0-9]{1,9}) ]] || return 0
  local major=$((10#\${BASH_REMATCH[1]})) minor=$((10#\${BASH_REMATCH[2]}))
  [ "$major" -lt ${automaticMajor} ] || { [ "$major" -eq ${automaticMajor} ] && [ "$minor" -lt ${automaticMinor} ]; }
}

# needs_setting: whether connection.type must be set for the agent to use its associated gateway.
needs_setting() {
  local type
  type=$(azcmagent config get connection.type 2>/dev/null) || true
  type=\${type##*[[:space:]]}
  [ "$type" != gateway ] && { is_old_agent || [ "$type" = direct ]; }
}
`;

export const proxyReading = sh`
# has_proxy [URL]: whether the agent is set to the proxy or, without a setting, URL is the proxy; port 80 is optional.
has_proxy() {
  local now wanted=\${proxy%:80}
  proxyNow=$(azcmagent config get proxy.url 2>/dev/null) || true
  if [[ \${proxyNow,,} =~ https?://[^[:space:]]+ ]]; then proxyNow=\${BASH_REMATCH[0]}; else proxyNow=\${1:-}; fi
  now=\${proxyNow%/}
  now=\${now%:80}
  [[ \${now,,} = "\${wanted,,}" ]]
}
`;

export const bypassReading = sh`
# has_bypass: whether the agent has the wanted proxy bypass; the format of the list differs between agents.
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
