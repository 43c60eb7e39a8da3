import azure from './data/azureVm.json';
import { proxyBypass } from '../../network/bypass';
import { type ServerSite, usesGateway } from '../../site';
import { stateTasks } from './ansibleState';
import { yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import type { ExitCode } from '../writing/comment';
import { type Fragment, join, nothing } from '../writing/fragment';
import { secretOf } from './onboarding';

/** What differs between the systems in tasks that both share. */
export interface Modules {
  readonly command: Fragment;
  /** The task that looks for the agent, without name and result. */
  readonly search: Fragment;
  /** The condition that it found one, with the result `arc_search`. */
  readonly isThere: Fragment;
  /** First item of a command. */
  readonly agent: Fragment;
  /** Items of a command that prints the asset tag of the chassis. */
  readonly readChassis: Fragment;
  readonly uri: Fragment;
  /** The timeout option of `uri`. */
  readonly uriTimeout: Fragment;
}

const { noSecret, azureVm } = exitCodes;
const chassisTag: Fragment = {
  text: `'${azure.chassisAssetTag}' in arc_chassis.stdout | default('', true)`,
  marks: [],
};

/** `credential` checks the credential; `work` installs the agent and connects the server. */
export const onboardingTasks = (site: ServerSite, modules: Modules, credential: Fragment, work: Fragment): Fragment =>
  join(
    [
      questions(site, modules),
      stateTasks(site, modules.isThere),
      newServer([azureGuard(modules), credential, checkMode, work]),
    ],
    '\n\n',
  );

/** Queries for the decisions of later tasks. */
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
      ask('for its state', 'show, -j', 'arc_show'),
      usesGateway(site) ? ask('for its connection type', 'config, get, connection.type', 'arc_type_answer') : nothing,
      site.network.proxyUrl === undefined
        ? nothing
        : ask('for its proxy', 'config, get, proxy.url', 'arc_proxy_answer'),
      proxyBypass(site).text === ''
        ? nothing
        : ask('for its proxy bypass', 'config, get, proxy.bypass', 'arc_bypass_answer'),
    ],
    '\n\n',
  );
}

// Later tasks judge the answers; without an agent there are none.
const quietly = yaml`
      changed_when: false
      failed_when: false
      check_mode: false
`;

/** Code of the playbook, not a value. */
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

const newServer = (tasks: readonly Fragment[]): Fragment =>
  join(
    [
      yaml`
    - name: Onboard a new server
      when: arc_machine == ''
      block:
`,
      join(tasks, '\n\n'),
    ],
    '\n',
  );

const azureGuard = ({ uri, uriTimeout, command, readChassis }: Modules): Fragment => yaml`
        - name: Read the asset tag of the chassis
          ${command}:
            argv: [${readChassis}]
          register: arc_chassis
          changed_when: false
          failed_when: false
          check_mode: false

        - name: Query the Azure metadata service
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

        - name: Stop on an Azure virtual machine
          ansible.builtin.fail:
            msg: "${azureVm.code} Azure VM: Azure virtual machines do not need Azure Arc."
          when: "'azEnvironment' in arc_metadata.content | default('', true) or ${chassisTag}"

        - name: Report that it could not be determined
          ansible.builtin.debug:
            msg: "Could not determine whether this is an Azure virtual machine: neither the chassis nor a metadata service answered."
          when: "(arc_chassis.stdout | default('', true) | trim) == '' and (arc_metadata.content | default('', true)) == ''"
`;

/** Checks the secret before anything is changed. */
export function secretTest({ identity }: ServerSite): Fragment {
  const secret = secretOf(identity);
  if (!secret) return nothing;
  return yaml`
        - name: Check that there is a secret
          ansible.builtin.assert:
            that: arc_secret | length > 0
            fail_msg: "${noSecret.code} no secret: set ${{ text: secret.variable, marks: [] }} on the control node, or arc_secret in a vault."
            quiet: true
          when: not ansible_check_mode
`;
}

const checkMode = yaml`
        - name: Report what would be done
          ansible.builtin.debug:
            msg: "Would install the agent if it is missing and connect this server."
          changed_when: true
          when: ansible_check_mode
`;

/** With a gateway, an old agent is upgraded too. */
export const installNeeded = (site: ServerSite, { isThere }: Modules): Fragment =>
  usesGateway(site) ? yaml`arc_agent_is_old or not (${isThere})` : yaml`not (${isThere})`;

export function proxySetting(site: ServerSite, modules: Modules): Fragment {
  if (site.network.proxyUrl === undefined) return nothing;
  return join([proxyUrl(modules), proxyBypass(site).text === '' ? nothing : bypass(modules)], '\n\n');
}

// Always set: older install scripts don’t always store it.
const proxyUrl = ({ command, agent }: Modules): Fragment => yaml`
            - name: Set the proxy
              ${command}:
                argv: [${agent}, config, set, proxy.url, "{{ arc_proxy }}"]
`;

const bypass = ({ command, agent }: Modules): Fragment => yaml`
            - name: Set the proxy bypass
              ${command}:
                argv: [${agent}, config, set, proxy.bypass, "{{ arc_bypass }}"]
              when: arc_bypass_now != arc_bypass | lower
`;

/** A failed step reports the exit code that the scripts use. */
export function endings(site: ServerSite): Fragment {
  const { proxyUrl: proxied } = site.network;
  const told = ['Set the proxy', 'Set the proxy bypass'];
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
            - name: Report what failed
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
