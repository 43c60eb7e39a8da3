import { proxyBypass } from '../../network/bypass';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import { automaticFrom } from './agentAge';
import { type Fragment, join, nothing } from '../writing/fragment';

const { connectedElsewhere, notHealthy, notThroughGateway, gatewayUnproven, throughGateway } = exitCodes;
const { otherScope, otherProxy, otherBypass, stateUnknown } = exitCodes;

/**
 * Tasks that read `arc_show` and end the play for a host that is connected or in an unknown state. `isThere`: the condition
 * that the agent is installed.
 */
export const stateTasks = (site: ServerSite, isThere: Fragment): Fragment =>
  join(
    [
      reading,
      usesGateway(site) ? telling : nothing,
      site.network.proxyUrl === undefined ? nothing : proxyReading(usesGateway(site)),
      proxyBypass(site).text === '' ? nothing : bypassReading,
      unreadable(isThere),
      decisions,
      wanted(site),
      nothingToDo,
    ],
    '\n\n',
  );

const reading = yaml`
    - name: Read the agent's answer
      ansible.builtin.set_fact:
        # The case of names differs between agents; other output can precede and follow the object.
        arc_state: "{{ dict(arc_answer.keys() | map('lower') | zip(arc_answer.values())) }}"
      vars:
        arc_answer: "{{ arc_show.stdout | default('', true) | regex_search('(?ms)^[ \\t]*([{].*?^[}]|[{][^\\n]*[}])') | default('{}', true) | from_json }}"

    - name: Find out where it is connected
      ansible.builtin.set_fact:
        arc_machine: "{{ arc_state.resourceid | default(arc_state.id, true) | default((arc_state.status | default('') == 'Connected') | ternary(arc_built, ''), true) }}"
        arc_gateway_now: "{{ arc_state.gatewayurl | default('', true) | regex_replace('^[a-z]+://') | regex_replace('[:/].*$') | lower }}"
        # An unknown version counts as old.
        arc_agent_is_old: "{{ arc_state.agentversion | default('', true) | regex_search('^[0-9]+[.][0-9]+') | default('0', true) is version('${automaticFrom}', '<') }}"
      vars:
        arc_built: "/subscriptions/{{ arc_state.subscriptionid | default('') }}/resourceGroups/{{ arc_state.resourcegroup | default('') }}/providers/Microsoft.HybridCompute/machines/{{ arc_state.resourcename | default('') }}"
`;

const telling = yaml`
    - name: Find out whether connection.type must be set
      ansible.builtin.set_fact:
        # Agents before ${automaticFrom} do not switch to a gateway automatically.
        arc_needs_setting: "{{ arc_type != 'gateway' and (arc_agent_is_old or arc_type == 'direct') }}"
      vars:
        arc_type: "{{ (arc_type_answer.stdout | default('', true)).split() | last | default('', true) }}"
`;

const proxyReading = (hasGateway: boolean): Fragment => yaml`
    - name: Find out which proxy it has
      ansible.builtin.set_fact:
        # Its setting or, without one, the proxy in use; without port 80.
        arc_proxy_now: "{{ arc_proxy_answer.stdout | default('', true) | lower | regex_search('https?://[^ ]+') | default(arc_state.${hasGateway ? yaml`upstreamproxy` : yaml`httpsproxy`} | default(''), true) | regex_replace('/$') | regex_replace(':80$') | lower }}"
`;

const bypassReading = yaml`
    - name: Find out its proxy bypass
      ansible.builtin.set_fact:
        # The format of the list differs between agents.
        arc_bypass_now: "{{ arc_bypass_answer.stdout | default('', true) | regex_replace('^.*:') | regex_findall('[A-Za-z]+') | join(',') | lower }}"
`;

const unreadable = (isThere: Fragment): Fragment => yaml`
    - name: Stop if the agent does not report whether the server is connected
      ansible.builtin.fail:
        msg: "${stateUnknown.code} state unknown: azcmagent show -j does not report whether this server is connected. Nothing was changed."
      when: ${isThere} and arc_machine == '' and arc_state.status | default('', true) | lower != 'disconnected'
`;

const decisions = yaml`
    - name: Stop if the server is connected in a different place
      ansible.builtin.fail:
        msg: "${connectedElsewhere.code} connected elsewhere: {{ arc_machine }}, tenant {{ arc_state.tenantid | default('unknown', true) }}. Nothing was changed."
      when: >-
        arc_machine != '' and
        (not (arc_machine | lower).startswith(arc_scope | lower) or
        arc_state.tenantid | default(arc_tenant_id, true) | lower != arc_tenant_id | lower)

    - name: Stop if the agent is not connected to Azure
      ansible.builtin.fail:
        msg: "${notHealthy.code} agent not connected: it is {{ arc_state.status | default('in an unknown state', true) }}. Run 'azcmagent check' to find out why."
      when: arc_machine != '' and arc_state.status | default('', true) | lower != 'connected'
`;

function wanted(site: ServerSite): Fragment {
  const proxyTest = site.network.proxyUrl === undefined ? nothing : proxy;
  if (usesGateway(site)) {
    const isKnown = site.gateway.endpoint !== undefined;
    return join([isKnown ? thisGateway : someGateway, told, proxyTest, isKnown ? nothing : gatewayUntold], '\n\n');
  }
  return join(
    [
      noGateway,
      connectionOf(site) === 'privateLink' ? scope : nothing,
      proxyTest,
      proxyBypass(site).text === '' ? nothing : bypass,
    ],
    '\n\n',
  );
}

const thisGateway = yaml`
    - name: Stop if it does not use this gateway
      ansible.builtin.fail:
        msg: "${notThroughGateway.code} not through the gateway: it uses {{ arc_gateway_now or 'none' }}. Associate {{ arc_machine }} with {{ arc_gateway_id }} in Azure."
      when: arc_machine != '' and arc_gateway_now != arc_gateway_host | lower
`;

const someGateway = yaml`
    - name: Stop if it does not use a gateway
      ansible.builtin.fail:
        msg: "${notThroughGateway.code} not through the gateway: it has none. Associate {{ arc_machine }} with {{ arc_gateway_id }} in Azure."
      when: arc_machine != '' and arc_gateway_now == ''
`;

const told = yaml`
    - name: Stop if its agent is not set to use the gateway
      ansible.builtin.fail:
        msg: "${notThroughGateway.code} not through the gateway: its agent is not set to use it. Run: azcmagent config set connection.type gateway"
      when: arc_machine != '' and arc_needs_setting
`;

const gatewayUntold = yaml`
    - name: Stop if it uses a gateway that this playbook cannot verify
      ansible.builtin.fail:
        msg: "${gatewayUnproven.code} gateway to be checked: it uses {{ arc_gateway_now }}. Compare this with the URL of {{ arc_gateway_id }} in Azure."
      when: arc_machine != ''
`;

const noGateway = yaml`
    - name: Stop if it uses a gateway
      ansible.builtin.fail:
        msg: "${throughGateway.code} through a gateway: {{ arc_gateway_now }}. Set connection.type to direct there, then remove the association in Azure."
      when: arc_machine != '' and arc_gateway_now != ''
`;

const scope = yaml`
    - name: Stop if it is not in this private link scope
      ansible.builtin.fail:
        msg: "${otherScope.code} other private link scope: it is {{ arc_state.privatelinkscope | default('none', true) }}. Add {{ arc_machine }} to {{ arc_private_link_scope_id }} in Azure."
      when: >-
        arc_machine != '' and
        arc_state.privatelinkscope | default('', true) | lower | regex_replace('^.*/') !=
        arc_private_link_scope_id | lower | regex_replace('^.*/')
`;

const proxy = yaml`
    - name: Stop if it has a different proxy
      ansible.builtin.fail:
        msg: "${otherProxy.code} other proxy: it is {{ arc_proxy_now or 'none' }}. To change it: azcmagent config set proxy.url '{{ arc_proxy }}'"
      when: arc_machine != '' and arc_proxy_now != arc_proxy | lower | regex_replace(':80$')
`;

const bypass = yaml`
    - name: Stop if it has a different proxy bypass
      ansible.builtin.fail:
        msg: "${otherBypass.code} other proxy bypass: it is {{ arc_bypass_now or 'empty' }}. To change it: azcmagent config set proxy.bypass '{{ arc_bypass }}'"
      when: arc_machine != '' and arc_bypass_now != arc_bypass | lower
`;

const nothingToDo = yaml`
    - name: Report that there is nothing to do
      ansible.builtin.debug:
        msg: "Nothing to do: this server is already connected here."
      when: arc_machine != ''
`;
