import azure from './data/azureVm.json';
import { proxyBypass } from '../../network';
import { type ServerSite, usesGateway } from '../../site';
import { stateTasks } from './ansibleState';
import { yaml } from './ansibleValues';
import { type ExitCode, exitCodes } from './exitCodes';
import { type Fragment, join, nothing } from './fragment';
import { secretOf } from './onboarding';

/** How one system's modules are called, where the tasks for both are the same. */
export interface Modules {
  readonly command: Fragment;
  /** The task, without its name and its result, that looks for the agent. */
  readonly search: Fragment;
  /** Whether that task, its result being `arc_search`, found one: a condition. */
  readonly isThere: Fragment;
  /** The agent, as the first item of a command. */
  readonly agent: Fragment;
  /** Command and arguments that print the asset tag of the chassis, as items of a list. */
  readonly readChassis: Fragment;
  readonly uri: Fragment;
  /** The option of `uri` for seconds until it gives up. */
  readonly uriTimeout: Fragment;
}

const { noSecret, azureVm } = exitCodes;
const chassisTag: Fragment = {
  text: `'${azure.chassisAssetTag}' in arc_chassis.stdout | default('', true)`,
  marks: [],
};

/** All tasks of a play: one that looks for the credential, and those that install the agent and connect the server. */
export const onboardingTasks = (site: ServerSite, modules: Modules, credential: Fragment, work: Fragment): Fragment =>
  join(
    [
      questions(site, modules),
      stateTasks(site, modules.isThere),
      newServer([azureGuard(modules), credential, checkMode, work]),
    ],
    '\n\n',
  );

/** Asks the agent for what the tasks that follow decide by. */
function questions(site: ServerSite, { search, ...modules }: Modules): Fragment {
  const ask = (what: string, words: string, answer: string): Fragment => question(modules, what, words, answer);
  return join(
    [
      yaml`
    - name: Look for the agent
${search}
      register: arc_search
${quietly}
`,
      ask('where it stands', 'show, -j', 'arc_show'),
      usesGateway(site)
        ? ask('which way it is told to go', 'config, get, connection.type', 'arc_type_answer')
        : nothing,
      site.network.proxyUrl === undefined
        ? nothing
        : ask('for its proxy', 'config, get, proxy.url', 'arc_proxy_answer'),
      proxyBypass(site).text === ''
        ? nothing
        : ask('what it bypasses the proxy for', 'config, get, proxy.bypass', 'arc_bypass_answer'),
    ],
    '\n\n',
  );
}

// Answers are judged by the tasks that follow; there are none where there is no agent.
const quietly = yaml`
      changed_when: false
      failed_when: false
      check_mode: false
`;

/** A playbook's own words, and no values. */
const word = (text: string): Fragment => ({ text, marks: [] });

const question = (
  { command, agent }: Pick<Modules, 'command' | 'agent'>,
  what: string,
  words: string,
  answer: string,
): Fragment => yaml`
    - name: Ask the agent ${word(what)}
      ${command}:
        argv: [${agent}, ${word(words)}]
      register: ${word(answer)}
${quietly}
`;

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

const azureGuard = ({ uri, uriTimeout, command, readChassis }: Modules): Fragment => yaml`
        - name: Read what the chassis says of its maker
          ${command}:
            argv: [${readChassis}]
          register: arc_chassis
          changed_when: false
          failed_when: false
          check_mode: false

        - name: Ask Azure's metadata service whether it is at home here
          ${uri}:
            url: http://169.254.169.254/metadata/instance/compute?api-version=2019-06-01
            headers:
              Metadata: "true"
            use_proxy: false
            ${uriTimeout}: ${azure.metadataSeconds}
            return_content: true
          register: arc_metadata
          changed_when: false
          failed_when: false
          check_mode: false
          when: "not (${chassisTag})"

        - name: Stop on a virtual machine in Azure
          ansible.builtin.fail:
            msg: "${azureVm.code} Azure VM: this is a virtual machine in Azure; it needs no Azure Arc."
          when: "'azEnvironment' in arc_metadata.content | default('', true) or ${chassisTag}"

        - name: Say that it is not known where neither answers
          ansible.builtin.debug:
            msg: "Whether this is a virtual machine in Azure is not known: neither its chassis nor a metadata service says so."
          when: "(arc_chassis.stdout | default('', true) | trim) == '' and (arc_metadata.content | default('', true)) == ''"
`;

/** Makes sure that there is the secret that the agent signs in with, before anything is changed. */
export function secretTest({ identity }: ServerSite): Fragment {
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
export const installNeeded = (site: ServerSite, { isThere }: Modules): Fragment =>
  usesGateway(site) ? yaml`arc_agent_is_old or not (${isThere})` : yaml`not (${isThere})`;

/** Makes sure that the agent knows the proxy, and what it shall reach without it. */
export function proxySetting(site: ServerSite, modules: Modules): Fragment {
  if (site.network.proxyUrl === undefined) return nothing;
  return join([proxyUrl(modules), proxyBypass(site).text === '' ? nothing : bypass(modules)], '\n\n');
}

// Set whatever it was before: an install script from before agent 1.65 did not always store it.
const proxyUrl = ({ command, agent }: Modules): Fragment => yaml`
            - name: Tell the agent of the proxy
              ${command}:
                argv: [${agent}, config, set, proxy.url, "{{ arc_proxy }}"]
`;

const bypass = ({ command, agent }: Modules): Fragment => yaml`
            - name: Tell the agent what to bypass the proxy for
              ${command}:
                argv: [${agent}, config, set, proxy.bypass, "{{ arc_bypass }}"]
              when: arc_bypass_now != arc_bypass | lower
`;

/** Has a step that fails say with which number the scripts would have ended. */
export function endings(site: ServerSite): Fragment {
  const { proxyUrl: proxied } = site.network;
  const told = ['Tell the agent of the proxy', 'Tell the agent what to bypass the proxy for'];
  const steps: readonly (readonly [string, ExitCode])[] = [
    ["Download the agent's install script", exitCodes.downloadFailed],
    ['Install the agent', exitCodes.installFailed],
    ...told
      .slice(0, proxied === undefined ? 0 : proxyBypass(site).text === '' ? 1 : 2)
      .map((name) => [name, exitCodes.installFailed] as const),
    ['Connect the server', exitCodes.connectFailed],
  ];
  const { code, name } = exitCodes.unforeseen;
  return yaml`
          rescue:
            - name: Say what failed
              ansible.builtin.fail:
                msg: "{{ arc_endings[ansible_failed_task.name] | default('${code} ${word(name)}') }}: see the task {{ ansible_failed_task.name }}."
              vars:
                arc_endings:
${join(
  steps.map(([step, ending]) => yaml`                  ${word(step)}: ${ending.code} ${word(ending.name)}`),
  '\n',
)}
`;
}
