import { exitCodes } from './exitCodes';
import { join, shellTag, type Fragment } from './fragment';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);

// Names of variables and of the agent's fields: a shell's own words, and no values.
const word = (text: string): Fragment => ({ text, marks: [] });

/** What a script may ask of the agent's answer beside what names the machine; each is read into a variable of its name. */
export type Field = 'gatewayUrl' | 'agentVersion' | 'privateLinkScope' | 'httpsProxy' | 'upstreamProxy';

/** Functions that ask the agent for its state. They end the script where an agent does not say whether it is connected. */
export function stateReading(fields: readonly Field[]): Fragment {
  const empty = ['status', 'machineId', 'machineTenant', ...fields].map((name) => `${name}=''`).join(' ');
  const arms = fields.map((name) => sh`          ${word(name.toLowerCase())}) ${word(name)}=$text ;;`);
  return sh`
# read_answer JSON: what is decided by, from the top level of the agent's answer; agents differ in the case of names.
read_answer() {
  local LC_ALL=C rest=$1 token text name='' depth=0
  local opening=$'(^|\n)[ \t]*([{].*)'
  [[ $rest =~ $opening ]] || return 0 # words may stand before and behind the object
  rest=\${BASH_REMATCH[2]}
  local pattern='^[^]["{}:,]*("(([^"\\]|\\.)*)"|[][{}:,])'
  while [[ $rest =~ $pattern ]]; do
    token=\${BASH_REMATCH[1]} text=\${BASH_REMATCH[2]} rest=\${rest:\${#BASH_REMATCH[0]}}
    case $token in
      '{' | '[') depth=$((depth + 1)) ;;
      '}' | ']')
        depth=$((depth - 1))
        [ "$depth" -gt 0 ] || return 0
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
}

read_state() {
  local id='' subscription='' group='' resource=''
  ${word(empty)}
  has azcmagent || return 0
  read_answer "$(azcmagent show -j 2>/dev/null)"
  machineId=\${machineId:-$id}
  if [[ -z $machineId && \${status,,} = connected ]]; then
    machineId="/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.HybridCompute/machines/$resource"
  fi
  [[ -n $machineId || \${status,,} = disconnected ]] ||
    stop ${exitCodes.stateUnknown.code} "There is an agent, but 'azcmagent show -j' does not say whether this server is connected." \
      'Nothing was changed. See that its service runs (systemctl status himdsd), and run this script again.'
}
`;
}

/** Functions that tell whether an agent uses the gateway it is associated with. */
export const tellingTest = sh`
# Agents up to 1.50 do not turn to a gateway by themselves; one that does not say its version may be as old.
is_old_agent() { [[ ! $agentVersion =~ ^[0-9]+\.[0-9] || $agentVersion =~ ^(0|1\.([0-9]|[1-4][0-9]|50))(\.|$) ]]; }

# needs_telling: whether the agent has to be told to use the gateway it is associated with.
needs_telling() {
  local type
  type=$(azcmagent config get connection.type 2>/dev/null) || true
  type=\${type##*[[:space:]]}
  [ "$type" != gateway ] && { is_old_agent || [ "$type" = direct ]; }
}
`;

export const proxyReading = sh`
# has_proxy [URL]: whether the agent is set to the proxy or, where nothing is set, this is it; port 80 may be left out.
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
