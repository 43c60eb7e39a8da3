import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ansiblePlay, windowsCollection } from '../../../support/ansible';
import { patchScript } from '../../../support/patchScript';
import { direct } from '../../../unit/patching/engine/sites';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-play-'));
  mkdirSync(join(folder, 'bin'));
  // It records its words, each call in a line.
  writeFileSync(
    join(folder, 'bin/azcmagent'),
    `#!/bin/sh\nprintf '<%s>' "$@" >>'${folder}/calls'; echo >>'${folder}/calls'\n`,
  );
  chmodSync(join(folder, 'bin/azcmagent'), 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const tasks = `- hosts: localhost
  connection: local
  gather_facts: false
  vars:
    group: rg shop
    place: northeurope
  tasks:
    - name: Run azcmagent connect
      ansible.builtin.command: azcmagent connect --resource-group "{{ group }}" --location {{ place }}
    - command: "azcmagent connect --tags \\"a={{ group }}\\" --location {{ place }}"
    - command: 'azcmagent connect --resource-group {{ group | default("x y") | quote }}'
    - ansible.builtin.command:
        cmd: >-
          azcmagent connect
          --resource-group "{{ group }}"
          --location {{ place }}
    - command:
        argv:
          - azcmagent
          - connect
          - --resource-group
          - "{{ group }}" # the group
    - command:
        argv: [azcmagent, connect, '--location', "{{ place }}"]
    - command:
      args:
        cmd: azcmagent connect --location {{ place }}
    - ansible.builtin.shell: |
        set -e
        azcmagent connect --resource-group "{{ group }}" && echo done
    - shell: >
        azcmagent connect --resource-group "{{ group }}"
        --location {{ place }} || exit 1
    - block:
        - raw: azcmagent connect --resource-group '{{ group }}'
      always:
        - debug: { msg: azcmagent connect is over }
    - command: azcmagent connect --gateway-id /subscriptions/old --location {{ place }}
`;

const windowsTasks = `- hosts: all
  tasks:
    - ansible.windows.win_command: azcmagent.exe connect --location westeurope
    - ansible.windows.win_command:
        argv: [azcmagent.exe, connect, --location, westeurope]
    - ansible.windows.win_powershell:
        script: |
          $loc = "{{ place }}"
          & azcmagent.exe connect --location $loc
    - ansible.windows.win_command:
        cmd: >
          azcmagent.exe connect
          --location westeurope
`;

const patched = (text: string): string => {
  const outcome = patchScript(text, direct, 'site.yml');
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.text;
};

async function callsOf(text: string): Promise<readonly string[]> {
  writeFileSync(join(folder, 'site.yml'), text);
  writeFileSync(join(folder, 'calls'), '');
  const env = { PATH: `${folder}/bin:${process.env.PATH ?? ''}` };
  const { code, output } = await ansiblePlay(folder, ['--inventory', 'localhost,', 'site.yml'], env);
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  return readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
}

describe('patched playbooks', () => {
  it('run every connect with its own words and the gateway', async () => {
    const before = await callsOf(tasks);
    const after = await callsOf(patched(tasks));
    const given = `<--gateway-id><${direct.gateway.id}>`;
    expect(before).toHaveLength(11);
    expect(after.map((call) => call.split(given).length)).toEqual(after.map(() => 2));
    expect(after.map((call) => call.replace(given, ''))).toEqual(
      before.map((call) => call.replace('<--gateway-id></subscriptions/old>', '')),
    );
  });

  it('for Windows are read by Ansible', async () => {
    const directory = windowsCollection(join(folder, 'windows'));
    writeFileSync(join(directory, 'site.yml'), patched(windowsTasks));
    expect(patched(windowsTasks).match(/--gateway-id/g)).toHaveLength(4);
    const { code, output } = await ansiblePlay(directory, ['--syntax-check', '--inventory', 'localhost,', 'site.yml']);
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  });
});
