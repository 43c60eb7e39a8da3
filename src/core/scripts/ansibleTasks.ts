import { proxyBypass } from '../network/bypass/proxyBypass';
import { type Topology, usesGateway } from '../topology/topology';
import { stateTasks } from './ansibleState';
import { yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import { type Fragment, join, nothing } from './fragment';
import { secretOf } from './onboarding';

/** How one system's modules are called, where the tasks for both are the same. */
export interface Modules {
  readonly command: Fragment;
  /** The agent, as the first item of a command. */
  readonly agent: Fragment;
  readonly uri: Fragment;
  /** The option of `uri` for seconds until it gives up. */
  readonly uriTimeout: Fragment;
}

const { noSecret, azureVm } = exitCodes;

/** All tasks of a play: one that looks for the credential, and those that install the agent and connect the server. */
export const onboardingTasks = (topology: Topology, modules: Modules, credential: Fragment, work: Fragment): Fragment =>
  join(
    [questions(topology, modules), stateTasks(topology), newServer([azureGuard(modules), credential, checkMode, work])],
    '\n\n',
  );

/** Asks the agent for what the tasks that follow decide by. */
const questions = (topology: Topology, { command, agent }: Modules): Fragment =>
  join(
    [
      yaml`
    - name: Ask the agent where it stands
      ${command}:
        argv: [${agent}, show, -j]
      register: arc_show
      changed_when: false
      failed_when: false
      check_mode: false
`,
      proxyBypass(topology).text === ''
        ? nothing
        : yaml`
    - name: Ask the agent what it bypasses the proxy for
      ${command}:
        argv: [${agent}, config, get, proxy.bypass]
      register: arc_bypass_answer
      changed_when: false
      failed_when: false
      check_mode: false
`,
    ],
    '\n\n',
  );

/** The tasks for a server that is in Azure Arc nowhere yet. */
const newServer = (tasks: readonly Fragment[]): Fragment =>
  join(
    [
      yaml`
    - name: Bring a new server in
      when: arc_machine == ''
      block:
`,
      join(tasks, '\n\n'),
    ],
    '\n',
  );

const azureGuard = ({ uri, uriTimeout }: Modules): Fragment => yaml`
        - name: Ask Azure's metadata service whether it is at home here
          ${uri}:
            url: http://169.254.169.254/metadata/instance/compute?api-version=2019-06-01
            headers:
              Metadata: "true"
            use_proxy: false
            ${uriTimeout}: 2
            return_content: true
          register: arc_metadata
          changed_when: false
          failed_when: false
          check_mode: false

        - name: Stop on a virtual machine in Azure
          ansible.builtin.fail:
            msg: "${azureVm.code} Azure VM: this is a virtual machine in Azure; it needs no Azure Arc."
          when: "'azEnvironment' in arc_metadata.content | default('', true)"
`;

/** Makes sure that there is the secret that the agent signs in with, before anything is changed. */
export function secretTest({ identity }: Topology): Fragment {
  const secret = secretOf(identity);
  if (!secret) return nothing;
  return yaml`
        - name: Make sure that there is a secret
          ansible.builtin.assert:
            that: arc_secret | length > 0
            fail_msg: "${noSecret.code} no secret: set ${{ text: secret.variable, marks: [] }} on the control node, or arc_secret in a vault."
            quiet: true
          when: not ansible_check_mode
`;
}

const checkMode = yaml`
        - name: Say what would be done
          ansible.builtin.debug:
            msg: "Would install the agent if it is missing, and connect this server."
          changed_when: true
          when: ansible_check_mode
`;

/** When the agent has to be installed: agents up to 1.50 do not turn to a gateway by themselves. */
export const installNeeded = (topology: Topology): Fragment =>
  usesGateway(topology) ? yaml`arc_show.rc != 0 or arc_agent_is_old` : yaml`arc_show.rc != 0`;

/** Makes sure that the agent knows the proxy, and what it shall reach without it. */
export function proxySetting(topology: Topology, modules: Modules): Fragment {
  if (topology.network.proxyUrl === undefined) return nothing;
  return join([proxyUrl(modules), proxyBypass(topology).text === '' ? nothing : bypass(modules)], '\n\n');
}

const proxyUrl = ({ command, agent }: Modules): Fragment => yaml`
            - name: Ask the agent for its proxy
              ${command}:
                argv: [${agent}, config, get, proxy.url]
              register: arc_proxy_now
              changed_when: false
              failed_when: false

            - name: Tell the agent of the proxy
              ${command}:
                argv: [${agent}, config, set, proxy.url, "{{ arc_proxy }}"]
              when: arc_proxy not in (arc_proxy_now.stdout | default('', true)).split()
`;

const bypass = ({ command, agent }: Modules): Fragment => yaml`
            - name: Tell the agent what to bypass the proxy for
              ${command}:
                argv: [${agent}, config, set, proxy.bypass, "{{ arc_bypass }}"]
              when: arc_bypass_now != arc_bypass | lower
`;
