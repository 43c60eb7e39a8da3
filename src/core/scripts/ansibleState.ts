import { proxyBypass } from '../network/bypass/proxyBypass';
import { connectionOf, type Topology, usesGateway } from '../topology/topology';
import { yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import { type Fragment, join, nothing } from './fragment';

const { connectedElsewhere, notHealthy, notThroughGateway, gatewayUnproven, throughGateway } = exitCodes;
const { otherScope, otherBypass } = exitCodes;

/** Tasks that read the agent's answer from `arc_show`, and end the play for a host that is connected already. */
export const stateTasks = (topology: Topology): Fragment =>
  join(
    [reading, proxyBypass(topology).text === '' ? nothing : bypassReading, decisions, wanted(topology), nothingToDo],
    '\n\n',
  );

const reading = yaml`
    - name: Read its answer
      ansible.builtin.set_fact:
        # Agents differ in the case of names.
        arc_state: "{{ dict(arc_answer.keys() | map('lower') | zip(arc_answer.values())) }}"
      vars:
        arc_answer: "{{ (arc_show.stdout | default('', true) is match('\\s*[{]')) | ternary(arc_show.stdout | default('', true), '{}') | from_json }}"

    - name: See where it is connected
      ansible.builtin.set_fact:
        arc_machine: "{{ arc_state.resourceid | default(arc_state.id, true) | default((arc_state.status | default('') == 'Connected') | ternary(arc_built, ''), true) }}"
        arc_gateway_now: "{{ arc_state.gatewayurl | default('', true) | regex_replace('^[a-z]+://') | regex_replace('[:/].*$') | lower }}"
        arc_agent_is_old: "{{ arc_state.agentversion | default('99', true) is version('1.51', '<') }}"
      vars:
        arc_built: "/subscriptions/{{ arc_state.subscriptionid | default('') }}/resourceGroups/{{ arc_state.resourcegroup | default('') }}/providers/Microsoft.HybridCompute/machines/{{ arc_state.resourcename | default('') }}"
`;

const bypassReading = yaml`
    - name: See what it bypasses the proxy for
      ansible.builtin.set_fact:
        # Agents differ in how they write a list.
        arc_bypass_now: "{{ arc_bypass_answer.stdout | default('', true) | regex_replace('^.*:') | regex_findall('[A-Za-z]+') | join(',') | lower }}"
`;

const decisions = yaml`
    - name: Stop where the server is connected to another place
      ansible.builtin.fail:
        msg: "${connectedElsewhere.code} connected elsewhere: {{ arc_machine }}, tenant {{ arc_state.tenantid | default('unknown', true) }}. Nothing was changed."
      when: >-
        arc_machine != '' and
        (not (arc_machine | lower).startswith(arc_scope | lower) or
        arc_state.tenantid | default(arc_tenant_id, true) | lower != arc_tenant_id | lower)

    - name: Stop where the agent has lost Azure
      ansible.builtin.fail:
        msg: "${notHealthy.code} agent not connected: it is {{ arc_state.status | default('in a state unknown to this playbook', true) }}. Ask 'azcmagent check' why."
      when: arc_machine != '' and arc_state.status | default('', true) | lower != 'connected'
`;

function wanted(topology: Topology): Fragment {
  if (usesGateway(topology)) return topology.gateway.endpoint === undefined ? gatewayUnknown : gatewayKnown;
  return join(
    [
      noGateway,
      connectionOf(topology) === 'privateLink' ? scope : nothing,
      proxyBypass(topology).text === '' ? nothing : bypass,
    ],
    '\n\n',
  );
}

const gatewayKnown = yaml`
    - name: Stop where it does not go through this gateway
      ansible.builtin.fail:
        msg: "${notThroughGateway.code} not through the gateway: it goes through {{ arc_gateway_now or 'none' }}. Associate {{ arc_machine }} with {{ arc_gateway_id }} in Azure."
      when: arc_machine != '' and arc_gateway_now != arc_gateway_host | lower
`;

const gatewayUnknown = yaml`
    - name: Stop where it does not go through a gateway
      ansible.builtin.fail:
        msg: "${notThroughGateway.code} not through the gateway: it has none. Associate {{ arc_machine }} with {{ arc_gateway_id }} in Azure."
      when: arc_machine != '' and arc_gateway_now == ''

    - name: Stop where it goes through a gateway that this playbook cannot tell
      ansible.builtin.fail:
        msg: "${gatewayUnproven.code} gateway to be checked: it goes through {{ arc_gateway_now }}. Compare that with the URL of {{ arc_gateway_id }} in Azure."
      when: arc_machine != ''
`;

const noGateway = yaml`
    - name: Stop where it goes through a gateway
      ansible.builtin.fail:
        msg: "${throughGateway.code} through a gateway: {{ arc_gateway_now }}. Set connection.type to direct there, then remove the association in Azure."
      when: arc_machine != '' and arc_gateway_now != ''
`;

const scope = yaml`
    - name: Stop where it is not in this private link scope
      ansible.builtin.fail:
        msg: "${otherScope.code} other private link scope: it is {{ arc_state.privatelinkscope | default('none', true) }}. Add {{ arc_machine }} to {{ arc_private_link_scope_id }} in Azure."
      when: >-
        arc_machine != '' and
        arc_state.privatelinkscope | default('', true) | lower | regex_replace('^.*/') !=
        arc_private_link_scope_id | lower | regex_replace('^.*/')
`;

const bypass = yaml`
    - name: Stop where it bypasses the proxy for something else
      ansible.builtin.fail:
        msg: "${otherBypass.code} other proxy bypass: it is {{ arc_bypass_now or 'empty' }}. To change that: azcmagent config set proxy.bypass '{{ arc_bypass }}'"
      when: arc_machine != '' and arc_bypass_now != arc_bypass | lower
`;

const nothingToDo = yaml`
    - name: Say that there is nothing to do
      ansible.builtin.debug:
        msg: "Nothing to do: this server is connected here already."
      when: arc_machine != ''
`;
