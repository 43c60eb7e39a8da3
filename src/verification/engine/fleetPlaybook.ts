import { systemNames } from '../../kernel/knowledge/operatingSystems';
import { yaml } from '../../planning/targets/servers';
import { type Fragment, join } from '../../planning/targets/servers';
import type { OperatingSystem } from '../../kernel/resources';
import type { CheckNeeds } from './agentCheckScript';
import { fleetFormat } from './fleetResult';
import { verificationScript } from './verificationScript';

/**
 * Runs the read-only script on the Ansible groups `linux` and `windows`, and writes one result file
 * to open here. Of a site it contains only what the agent’s own check is asked for.
 */
export function fleetPlaybook(needs: CheckNeeds = {}): { readonly fileName: string; readonly text: string } {
  const plays = [header, play('linux', linuxTask, needs), play('windows', windowsTask, needs), collect];
  return { fileName: 'verify.yml', text: `${join(plays, '\n\n').text}\n` };
}

const header = yaml`
# Verify connected machines behind an Azure Arc gateway. Changes nothing on them.
# ansible-playbook --inventory <inventory> verify.yml, with the groups linux and windows.
# What they say is written beside this file; arc_result_file names another place. Open it in VS Code with
# “Azure Arc: Open the result of a fleet verification”.
# Windows hosts need the collection ansible.windows, 1.5 or newer.
---
`;

const play = (os: OperatingSystem, task: Fragment, needs: CheckNeeds): Fragment => yaml`
- name: Verify ${name(os)} servers
  hosts: "{{ arc_${word(os)}_hosts | default('${word(os)}') }}"
  gather_facts: false
  vars:
    arc_script: !unsafe |
${indented(verificationScript(os, needs).text)}
  tasks:
${task}
      register: arc_answer
      changed_when: false
      failed_when: false
      check_mode: false
      ignore_errors: true
      ignore_unreachable: true
`;

const word = (text: string): Fragment => ({ text, marks: [] });
const name = (os: OperatingSystem): Fragment => word(systemNames[os]);

/** For a YAML block scalar. */
const indented = (script: string): Fragment =>
  word(
    script
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `      ${line}`))
      .join('\n'),
  );

const linuxTask = yaml`
    - name: Read what the agent says of its connection
      become: true
      ansible.builtin.command:
        argv: [/bin/sh, -s]
        stdin: "{{ arc_script }}"
      timeout: 330
`;

// This form resolves at run time, so Linux-only fleets need no collection.
const windowsTask = yaml`
    - name: Read what the agent says of its connection
      action:
        module: ansible.windows.win_powershell
        script: "{{ arc_script }}"
      timeout: 330
`;

const collect = yaml`
- name: Write what they said into one file
  hosts: localhost
  connection: local
  gather_facts: false
  tasks:
    - name: Write the result
      ansible.builtin.copy:
        dest: "{{ arc_result_file | default(playbook_dir ~ '/arc-verification.fleet.json') }}"
        mode: "0600"
        content: |
          {% set seen = namespace(hosts=[]) %}
          {% for host in groups['all'] | sort %}
          {% set answer = hostvars[host].arc_answer | default({}, true) %}
          {% if answer %}
          {% set lines = answer.output | default([], true) | map('string') | join('\n') %}
          {% set seen.hosts = seen.hosts + [{
               'name': host,
               'output': answer.stdout | default(lines, true),
               'problem': (answer.unreachable | default(false) or not (answer.stdout | default(lines, true)))
                 | ternary(answer.msg | default('it gave no answer', true), '')
             }] %}
          {% endif %}
          {% endfor %}
          {{ {'format': ${json(fleetFormat)}, 'version': 1, 'at': now(utc=true).strftime('%Y-%m-%dT%H:%M:%SZ'), 'hosts': seen.hosts} | to_nice_json }}
      check_mode: false
      delegate_to: localhost
`;

function json(text: string): Fragment {
  return word(`'${text}'`);
}
