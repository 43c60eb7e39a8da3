import { connectionOf, type Topology, usesGateway } from '../topology/topology';
import { stateTasks } from './ansibleState';
import { connectOptions, playValues, secretContent, yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import { type Fragment, join, mark, nothing } from './fragment';
import { secretOf, signInOf } from './onboarding';

const { noSecret, azureVm, noCertificate } = exitCodes;

/** The play for the Linux servers. */
export const linuxPlay = (topology: Topology): Fragment =>
  join([play, playValues(topology, 'linux'), yaml`  tasks:`, join(tasks(topology), '\n\n')], '\n');

const play = yaml`
- name: Onboard Linux servers to Azure Arc
  hosts: "{{ arc_linux_hosts | default('linux') }}"
  become: true
  gather_facts: false
`;

const tasks = (topology: Topology): Fragment[] => [ask, stateTasks(topology), newServer(topology)];

const ask = yaml`
    - name: Ask the agent where it stands
      ansible.builtin.command:
        argv: [azcmagent, show, -j]
      register: arc_show
      changed_when: false
      failed_when: false
      check_mode: false
`;

const newServer = (topology: Topology): Fragment =>
  join(
    [
      yaml`
    - name: Bring a new server in
      when: arc_machine == ''
      block:
`,
      join([guards, credentialTest(topology), checkMode, work(topology)], '\n\n'),
    ],
    '\n',
  );

const guards = yaml`
        - name: Ask Azure's metadata service whether it is at home here
          ansible.builtin.uri:
            url: http://169.254.169.254/metadata/instance/compute?api-version=2019-06-01
            headers:
              Metadata: "true"
            use_proxy: false
            timeout: 2
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

/** Makes sure that what the agent signs in with is there, before anything is changed. */
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

const credentialTest = (topology: Topology): Fragment =>
  signInOf(topology.identity) === 'certificate' ? certificateTest : secretTest(topology);

const certificateTest = yaml`
        - name: Look for the certificate
          ansible.builtin.stat:
            path: "{{ arc_certificate_file }}"
          register: arc_certificate

        - name: Stop without the certificate
          ansible.builtin.fail:
            msg: "${noCertificate.code} no certificate: there is none at {{ arc_certificate_file }}."
          when: not arc_certificate.stat.exists
`;

export const checkMode = yaml`
        - name: Say what would be done
          ansible.builtin.debug:
            msg: "Would install the agent if it is missing, and connect this server."
          changed_when: true
          when: ansible_check_mode
`;

function work(topology: Topology): Fragment {
  const hasProxy = topology.network.proxyUrl !== undefined;
  const steps = [
    install(topology),
    hasProxy ? proxySetting(topology) : nothing,
    secretOf(topology.identity) ? secretFile(topology) : nothing,
    yaml`
            - name: Connect the server
              # Not the module "command": it would take a $ in a value for one of its own.
              ansible.builtin.shell:
                cmd: >-
                  azcmagent connect
${connectLine(topology)}
`,
  ];
  return join(
    [
      yaml`
        - name: Install the agent and connect the server
          when: not ansible_check_mode
          block:
            - name: Make a folder for root alone
              ansible.builtin.tempfile:
                state: directory
                prefix: arc-
              register: arc_work
`,
      ...steps,
      yaml`
          always:
            - name: Remove the folder
              ansible.builtin.file:
                path: "{{ arc_work.path }}"
                state: absent
              when: arc_work.path is defined
`,
    ],
    '\n\n',
  );
}

const connectLine = (topology: Topology): Fragment =>
  join(
    connectOptions(topology, 'linux', "(arc_work.path ~ '/connect.json')").map(({ name, value, mark: kind }) => {
      const option: Fragment = { text: `--${name} {{ ${value} | quote }}`, marks: [] };
      return yaml`                  ${kind ? mark(kind, option) : option}`;
    }),
    '\n',
  );

function install(topology: Topology): Fragment {
  const hasProxy = topology.network.proxyUrl !== undefined;
  // Agents up to 1.50 do not turn to a gateway by themselves.
  const needed = usesGateway(topology) ? yaml`arc_show.rc != 0 or arc_agent_is_old` : yaml`arc_show.rc != 0`;
  const environment = hasProxy
    ? yaml`

              environment:
                ${mark('proxy', yaml`https_proxy: "{{ arc_proxy }}"`)}`
    : nothing;
  return yaml`
            - name: Download the agent's install script
              ansible.builtin.get_url:
                url: "{{ arc_origin }}/azcmagent-linux"
                dest: "{{ arc_work.path }}/install.sh"
                mode: "0700"
                timeout: 30${environment}
              register: arc_download
              until: arc_download is succeeded
              retries: 3
              delay: 5
              when: ${needed}

            - name: Install the agent
              ansible.builtin.command:
                argv: [bash, "{{ arc_work.path }}/install.sh"${hasProxy ? yaml`, ${mark('proxy', yaml`--proxy, "{{ arc_proxy }}"`)}` : nothing}]
              when: ${needed}
`;
}

const proxySetting = (topology: Topology): Fragment =>
  join([proxyUrl, connectionOf(topology) === 'privateLink' ? proxyBypass : nothing], '\n\n');

const proxyUrl = yaml`
            - name: Ask the agent for its proxy
              ansible.builtin.command:
                argv: [azcmagent, config, get, proxy.url]
              register: arc_proxy_now
              changed_when: false
              failed_when: false

            - name: Tell the agent of the proxy
              ansible.builtin.command:
                argv: [azcmagent, config, set, proxy.url, "{{ arc_proxy }}"]
              when: arc_proxy not in (arc_proxy_now.stdout | default('', true)).split()
`;

const proxyBypass = yaml`
            - name: Have the agent reach the private endpoints without the proxy
              ansible.builtin.command:
                argv: [azcmagent, config, set, proxy.bypass, Arc]
`;

const secretFile = (topology: Topology): Fragment => yaml`
            - name: Write what the agent signs in with, for root alone
              ansible.builtin.copy:
                content: ${secretContent(topology)}
                dest: "{{ arc_work.path }}/connect.json"
                mode: "0600"
              no_log: true
              diff: false
`;
