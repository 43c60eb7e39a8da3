import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { patchScript } from '../../../support/patchScript';
import { expectMarked } from './marked';
import { direct, proxied } from './sites';

const { id } = direct.gateway;
const head = '- hosts: all\n  tasks:\n';

/** A playbook with the task, and one that the patch has to leave alone. */
const play = (task: string): string =>
  `${head}${task.replace(/^(?=[^\n])/gm, '    ')}    - name: Show\n      command: azcmagent show --json\n`;

/** The document without the gateway, with one blank between words. */
function withoutGateway(text: string): unknown {
  const json = JSON.stringify(parse(text));
  const plain = json
    .replaceAll(`"--gateway-id","${id}"`, '')
    .replaceAll(new RegExp(`(?:\\\\n|\\s)*--gateway-id (?:\\\\")?${id}(?:\\\\")?`, 'g'), '')
    .replaceAll(/,(?=\])|(?:\\n|\s)+/g, ' ');
  return plain.replaceAll(/ (?=\])/g, '');
}

const tasks = [
  '- command: azcmagent connect -g rg« --gateway-id ID»\n',
  '- name: Run azcmagent connect\n  ansible.builtin.command: azcmagent connect -g {{ group }}« --gateway-id ID» creates=/opt/x\n',
  '- command: "azcmagent connect -g \\"{{ group }}\\"« --gateway-id ID»"\n',
  '- command: \'azcmagent connect -g "{{ group | default("rg a") }}"« --gateway-id ID»\'\n',
  '- ansible.builtin.command:\n    cmd: >-\n      azcmagent connect\n      -g rg«\n      --gateway-id ID»\n',
  '- command:\n    cmd: >\n      azcmagent connect -g rg\n      --location westeurope«\n      --gateway-id ID»\n    creates: /x\n',
  '- command:\n  args:\n    cmd: azcmagent connect -g rg« --gateway-id ID»\n',
  '- command:\n    argv:\n      - azcmagent\n      - connect\n      - -g\n      - "{{ group }}"«\n      - --gateway-id\n      - "ID"»\n',
  '- command:\n    argv: [azcmagent, connect, \'--location\', "{{ place }}"«, --gateway-id, "ID"»]\n',
  '- command:\n    argv:\n    - sudo\n    - azcmagent\n    - connect # now\n    - --location=westeurope # here«\n    - --gateway-id\n    - "ID"»\n',
  '- win_command: azcmagent.exe connect -g rg« --gateway-id ID»\n',
  '- ansible.windows.win_command: \'"C:\\Program Files\\AzureConnectedMachineAgent\\azcmagent.exe" connect -g rg« --gateway-id ID»\'\n',
  '- ansible.windows.win_command:\n    argv:\n      - azcmagent.exe\n      - connect\n      - --location\n      - westeurope«\n      - --gateway-id\n      - "ID"»\n',
  '- shell: azcmagent connect -g rg« --gateway-id "ID"» && echo done\n',
  '- ansible.builtin.shell: |\n    set -e\n    azcmagent connect -g "{{ group }}"« --gateway-id "ID"»\n    echo "{{ x }}"\n',
  '- shell:\n    cmd: >\n      azcmagent connect -g rg« --gateway-id "ID"»\n      || echo failed\n',
  '- block:\n    - shell: azcmagent connect -g rg« --gateway-id "ID"»\n  rescue:\n    - debug: { msg: "azcmagent connect failed" }\n',
  '- command: azcmagent connect -g rg --gateway-id ‹/subscriptions/old›«ID»\n',
  '- command:\n    argv: [azcmagent, connect, --gateway-id, ‹old›«"ID"»]\n',
  '- name: "azcmagent connect"\n  when: "\'azcmagent connect\' not in x.stdout"\n  raw: azcmagent connect -g rg« --gateway-id "ID"»\n',
];

describe('tasks of Ansible', () => {
  it.each(tasks)('are patched as words: %j', (task) => {
    expectMarked(play(task), 'site.yml', direct);
    const before = play(task.replace(/«[^»]*»/g, '').replace(/[‹›]/g, ''));
    const outcome = patchScript(before, direct, 'site.yml');
    const text = outcome.ok ? outcome.value.text : '';
    if (!task.includes('‹')) expect(withoutGateway(text)).toEqual(withoutGateway(before));
  });

  it.each([
    '- ansible.windows.win_shell: |\n    «$gatewayId = "ID"\n    »$rg = "{{ group }}"\n    & AGENT connect -g $rg« --gateway-id $gatewayId»\n',
    '- win_shell: azcmagent.exe connect -g rg« GW»\n',
    '- ansible.windows.win_powershell:\n    script: |\n      azcmagent connect -g rg« GW»\n',
    '- win_shell: >-\n    azcmagent connect\n    -g rg« GW»\n',
  ])('are patched in PowerShell: %j', (task) => {
    expectMarked(`${head}${task.replace(/^(?=[^\n])/gm, '    ')}`, 'site.yml', direct);
  });

  it.each([
    '- get_url:\n    url: ‹https://aka.ms/azcmagent›«https://gbl.his.arc.azure.com/azcmagent-linux»\n    dest: /tmp/i.sh\n- command: bash /tmp/i.sh« --proxy PROXY»\n',
    '- ansible.builtin.get_url: { url: "‹https://aka.ms/azcmagent›«https://gbl.his.arc.azure.com/azcmagent-linux»", dest: /tmp/i.sh }\n- shell: sh /tmp/i.sh« --proxy "PROXY"»\n',
    '- command:\n    argv: [bash, /tmp/install_linux_azcmagent.sh«, --proxy, "PROXY"»]\n- command: azcmagent connect -g rg« --gateway-id ID»\n',
    '- win_package:\n    path: ‹https://aka.ms/AzureConnectedMachineAgent›«https://gbl.his.arc.azure.com/azcmagent/latest/AzureConnectedMachineAgent.msi»\n    arguments: /qn\n',
    '- command: curl« --proxy PROXY» -o /tmp/i.sh https://gbl.his.arc.azure.com/azcmagent-linux\n- command: bash /tmp/i.sh« --proxy PROXY»\n',
  ])('download and install: %j', (task) => {
    expectMarked(`${head}${task.replace(/^(?=[^\n])/gm, '    ')}`, 'site.yml', proxied);
  });

  it.each([
    ['- command: "{{ arc_command }}"\n  vars:\n    arc_command: azcmagent connect -g rg\n', '5 connect.otherFormat'],
    ['- command: azcmagent connect {% if x %}-g rg{% endif %}\n', '3 template.statement'],
    ['- shell: |\n    bash <<EOF\n    azcmagent connect -g rg\n    EOF\n', '5 connect.otherFormat'],
    ["- command: 'azcmagent connect --tags ''a b'''\n", '3 connect.otherFormat'],
    ['- command: bash -c "azcmagent connect -g rg"\n', '3 connect.insideString'],
    [
      '- shell: azcmagent show\n- win_shell: azcmagent connect -g rg\n- win_shell: azcmagent show\n- shell: azcmagent connect\n- shell: azcmagent connect\n',
      '4 script.severalShells',
    ],
  ])('are refused in their place: %j', (task, expected) => {
    const outcome = patchScript(`${head}${task.replace(/^(?=[^\n])/gm, '    ')}`, direct, 'site.yml');
    expect(outcome.ok ? [] : outcome.error.map(({ line, code }) => `${line} ${code}`)).toContain(expected);
  });

  it('are told from the steps of a pipeline', () => {
    const outcome = patchScript(
      'steps:\n  - script: azcmagent connect -g rg\n    shell: bash\n',
      direct,
      'pipeline.yml',
    );
    expect(outcome).toMatchObject({ ok: false, error: [{ code: 'connect.otherFormat', line: 2 }] });
  });
});

describe('lists of a cloud-config', () => {
  it.each([
    '#cloud-config\nruncmd:\n  - [ azcmagent, connect, --location, westeurope«, --gateway-id, "ID"» ]\n',
    '#cloud-config\nruncmd:\n- [azcmagent, connect«, --gateway-id, "ID"»]\n- [ "sudo", "azcmagent", "connect", "-g", "rg"«, --gateway-id, "ID"» ]\n',
    '#cloud-config\nbootcmd:\n  - - azcmagent\n    - connect\n    - -l\n    - westeurope«\n    - --gateway-id\n    - "ID"»\n  - echo done\n',
    '#cloud-config\nruncmd:\n  -\n    - azcmagent\n    - connect\n    - \'--location=westeurope\' # that is all«\n    - --gateway-id\n    - "ID"»\n',
    '#cloud-config\nruncmd:\n  - [\n      azcmagent, connect,\n      --location, westeurope«, --gateway-id, "ID"»,\n    ]\n',
    '#cloud-config\r\nruncmd:\r\n  - - azcmagent\r\n    - connect«\r\n    - --gateway-id\r\n    - "ID"»\r\n',
  ])('are patched: %j', (text) => {
    expectMarked(text, 'user-data.yaml', direct);
  });

  it.each([
    '#cloud-config\nruncmd:\n  - [ wget«, -e, "use_proxy=yes", -e, "https_proxy=PROXY"», "‹https://aka.ms/azcmagent›«https://gbl.his.arc.azure.com/azcmagent-linux»", -O, /tmp/i.sh ]\n  - [ bash, /tmp/i.sh«, --proxy, "PROXY"» ]\n',
    '#cloud-config\nruncmd:\n  - - curl«\n    - --proxy\n    - "PROXY"»\n    - -o\n    - /tmp/i.sh\n    - https://gbl.his.arc.azure.com/azcmagent-linux\n  - bash /tmp/i.sh« --proxy "PROXY"»\n',
  ])('get the proxy: %j', (text) => {
    expectMarked(text, 'user-data.yaml', proxied);
  });

  it.each([
    '#cloud-config\nruncmd:\n  - [ bash, -c, "azcmagent connect -g rg" ]\n',
    '#cloud-config\nruncmd:\n  - [ azcmagent, connect, [ -g, rg ] ]\n',
    '#cloud-config\nother:\n  - [ azcmagent, connect ]\n',
  ])('are refused where they are no words, or nothing runs them: %j', (text) => {
    expect(patchScript(text, direct, 'user-data.yaml')).toMatchObject({ ok: false });
  });
});
