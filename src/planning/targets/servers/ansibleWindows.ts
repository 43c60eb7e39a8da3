import type { ServerSite } from '../../site';
import { endings, installNeeded, type Modules, onboardingTasks, proxySetting, secretTest } from './ansibleTasks';
import { connectOptions, playValues, secretContent, yaml } from './ansibleValues';
import { exitCodes } from './exitCodes';
import { type Fragment, join, mark, nothing } from '../writing/fragment';
import { downloadRouteOf, secretOf, signInOf } from './onboarding';

const { noCertificate } = exitCodes;

export const windowsPlay = (site: ServerSite): Fragment =>
  join(
    [
      play,
      playValues(site, 'windows'),
      agentPath,
      yaml`  tasks:`,
      onboardingTasks(site, modules, credentialTest(site), work(site)),
    ],
    '\n',
  );

const play = yaml`
- name: Onboard Windows servers to Azure Arc
  hosts: "{{ arc_windows_hosts | default('windows') }}"
  gather_facts: false
`;

const agentPath = yaml`    arc_agent: 'C:\Program Files\AzureConnectedMachineAgent\azcmagent.exe'`;

const modules: Modules = {
  search: yaml`
      ansible.windows.win_stat:
        path: "{{ arc_agent }}"
`,
  isThere: yaml`arc_search.stat.exists`,
  command: yaml`ansible.windows.win_command`,
  agent: yaml`"{{ arc_agent }}"`,
  readChassis: yaml`powershell.exe, -NoProfile, -Command, "(Get-CimInstance -ClassName Win32_SystemEnclosure).SMBIOSAssetTag"`,
  uri: yaml`ansible.windows.win_uri`,
  uriTimeout: yaml`url_timeout`,
};

function credentialTest(site: ServerSite): Fragment {
  const { identity } = site;
  if (identity.method !== 'servicePrincipal' || signInOf(identity) !== 'certificate') return secretTest(site);
  const path =
    identity.certificateThumbprint === undefined
      ? yaml`"{{ arc_certificate_file }}"`
      : yaml`"Cert:\\LocalMachine\\My\\{{ arc_certificate_thumbprint }}"`;
  return yaml`
        - name: Look for the certificate
          ansible.windows.win_powershell:
            script: |
              param($Path)
              $Ansible.Changed = $false
              Test-Path -LiteralPath $Path
            parameters:
              Path: ${path}
          register: arc_certificate
          check_mode: false

        - name: Stop without the certificate
          ansible.builtin.fail:
            msg: "${noCertificate.code} no certificate: the one of the service principal is not on this server."
          when: not arc_certificate.output[0]
`;
}

function work(site: ServerSite): Fragment {
  const steps = [
    install(site),
    proxySetting(site, modules),
    secretOf(site.identity) ? secretFile(site) : nothing,
    yaml`
            - name: Connect the server
              ansible.windows.win_command:
                argv:
                  - "{{ arc_agent }}"
                  - connect
${connectLines(site)}
`,
  ];
  return join([folder, ...steps, endings(site), cleanUp], '\n\n');
}

const folder = yaml`
        - name: Install the agent and connect the server
          when: not ansible_check_mode
          block:
            - name: Make a folder
              ansible.windows.win_tempfile:
                state: directory
                prefix: arc-
              register: arc_work

            - name: Open it to administrators and the system
              ansible.windows.win_acl:
                path: "{{ arc_work.path }}"
                user: "{{ item }}"
                rights: FullControl
                type: allow
                state: present
                inherit: ContainerInherit, ObjectInherit
              loop: [S-1-5-32-544, S-1-5-18]

            - name: Close it to all others
              ansible.windows.win_acl_inheritance:
                path: "{{ arc_work.path }}"
                state: absent
`;

const cleanUp = yaml`
          always:
            - name: Remove the folder
              ansible.windows.win_file:
                path: "{{ arc_work.path }}"
                state: absent
              when: arc_work.path is defined
`;

const connectLines = (site: ServerSite): Fragment =>
  join(
    connectOptions(site, 'windows', "arc_work.path ~ '\\\\\\\\connect.json'").map(({ name, value, mark: kind }) => {
      const option: Fragment = { text: `- --${name}\n                  - "{{ ${value} }}"`, marks: [] };
      return yaml`                  ${kind ? mark(kind, option) : option}`;
    }),
    '\n',
  );

const routeOptions = {
  private: yaml`

                use_proxy: false`,
  proxy: yaml`

                ${mark('proxy', yaml`proxy_url: "{{ arc_proxy }}"`)}`,
  usual: nothing,
};

function install(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const needed = installNeeded(site, modules);
  const proxyParameter = hasProxy
    ? yaml`

                  Proxy: "{{ arc_proxy }}"`
    : nothing;
  return yaml`
            - name: Download the agent's install script
              ansible.windows.win_get_url:
                url: "{{ arc_origin }}/azcmagent-windows"
                dest: "{{ arc_work.path }}\\install.ps1"
                url_timeout: 30${routeOptions[downloadRouteOf(site)]}
              register: arc_download
              until: arc_download is succeeded
              retries: 3
              delay: 5
              when: ${needed}

            - name: Install the agent
              ansible.windows.win_powershell:
                script: |
                  param($Installer, $Proxy)
                  $global:LASTEXITCODE = 0
                  if ($Proxy) { & $Installer -proxy $Proxy } else { & $Installer }
                  if ($LASTEXITCODE -ne 0) { throw "The install script failed with exit code $LASTEXITCODE." }
                parameters:
                  Installer: "{{ arc_work.path }}\\install.ps1"${proxyParameter}
              when: ${needed}
`;
}

const secretFile = (site: ServerSite): Fragment => yaml`
            - name: Write what the agent signs in with, into the closed folder
              ansible.windows.win_copy:
                content: ${secretContent(site)}
                dest: "{{ arc_work.path }}\\connect.json"
              no_log: true
              diff: false
`;
