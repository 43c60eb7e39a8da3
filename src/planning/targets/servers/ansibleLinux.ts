import type { ServerSite } from '../../site';
import { endings, installNeeded, type Modules, onboardingTasks, proxySetting, secretTest } from './ansibleTasks';
import { connectOptions, playValues, secretContent, yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import { type Fragment, join, mark, nothing } from '../writing/fragment';
import { downloadRouteOf, secretOf, signInOf } from './onboarding';

const { noCertificate } = exitCodes;

export const linuxPlay = (site: ServerSite): Fragment =>
  join(
    [play, playValues(site, 'linux'), yaml`  tasks:`, onboardingTasks(site, modules, credentialTest(site), work(site))],
    '\n',
  );

const play = yaml`
- name: Onboard Linux servers to Azure Arc
  hosts: "{{ arc_linux_hosts | default('linux') }}"
  become: true
  gather_facts: false
`;

const modules: Modules = {
  search: yaml`
      ansible.builtin.shell: command -v azcmagent
`,
  isThere: yaml`arc_search.rc == 0`,
  command: yaml`ansible.builtin.command`,
  agent: yaml`azcmagent`,
  readChassis: yaml`cat, /sys/class/dmi/id/chassis_asset_tag`,
  uri: yaml`ansible.builtin.uri`,
  uriTimeout: yaml`timeout`,
};

const credentialTest = (site: ServerSite): Fragment =>
  signInOf(site.identity) === 'certificate' ? certificateTest : secretTest(site);

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

function work(site: ServerSite): Fragment {
  const steps = [
    install(site),
    proxySetting(site, modules),
    secretOf(site.identity) ? secretFile(site) : nothing,
    yaml`
            - name: Connect the server
              # Not the module "command": it would take a $ in a value for one of its own.
              ansible.builtin.shell:
                cmd: >-
                  azcmagent connect
${connectLine(site)}
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
      endings(site),
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

const connectLine = (site: ServerSite): Fragment =>
  join(
    connectOptions(site, 'linux', "(arc_work.path ~ '/connect.json')").map(({ name, value, mark: kind }) => {
      const option: Fragment = { text: `--${name} {{ ${value} | quote }}`, marks: [] };
      return yaml`                  ${kind ? mark(kind, option) : option}`;
    }),
    '\n',
  );

const routeOptions = {
  private: yaml`

                use_proxy: false`,
  proxy: yaml`

              environment:
                ${mark('proxy', yaml`https_proxy: "{{ arc_proxy }}"`)}`,
  usual: nothing,
};

function install(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const needed = installNeeded(site, modules);
  return yaml`
            - name: Download the agent's install script
              ansible.builtin.get_url:
                url: "{{ arc_origin }}/azcmagent-linux"
                dest: "{{ arc_work.path }}/install.sh"
                mode: "0700"
                timeout: 30${routeOptions[downloadRouteOf(site)]}
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

const secretFile = (site: ServerSite): Fragment => yaml`
            - name: Write what the agent signs in with, for root alone
              ansible.builtin.copy:
                content: ${secretContent(site)}
                dest: "{{ arc_work.path }}/connect.json"
                mode: "0600"
              no_log: true
              diff: false
`;
