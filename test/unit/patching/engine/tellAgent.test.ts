import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { expectMarked } from './marked';
import { proxied } from './sites';

const proxy = 'http://proxy.contoso.com:8080';

function patch(text: string, name: string) {
  const outcome = patchScript(text, proxied, name);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

const told: readonly (readonly [name: string, text: string])[] = [
  ['x.ps1', 'msiexec /i agent.msi /qn\n«& AGENT SET\n»& AGENT connect -g rg« GW»\n'],
  ['x.ps1', 'msiexec /i agent.msi /qn\r\n«& AGENT SET\r\n»& AGENT connect -g rg« GW»\r\n'],
  [
    'x.ps1',
    'function Join {\n    try {\n        «& AGENT SET\n        »& AGENT connect -g rg« GW»\n    } catch { throw }\n}\nJoin\n',
  ],
  ['x.ps1', '$agent = "C:\\azcmagent.exe"\n«& $agent SET\n»$out = & $agent connect -g rg« GW» 2>&1 | Out-String\n'],
  [
    'x.ps1',
    'if ($x) { «azcmagent SET; »azcmagent connect -g rg« GW» } else { «azcmagent SET; »azcmagent connect -g b« GW» }\n',
  ],
  ['x.ps1', 'Invoke-Command -ComputerName web1 {\n\t«& AGENT SET\n\t»& AGENT connect -g rg« GW»\n}\n'],
  ['x.ps1', '«& (Join-Path $env:X "azcmagent.exe") SET\n»& (Join-Path $env:X "azcmagent.exe") connect -g rg« GW»\n'],
  ['x.sh', 'apt-get install -y azcmagent\n«sudo azcmagent SET\n»sudo azcmagent connect -g rg« GW»\n'],
  ['x.sh', 'yum -y install azcmagent && «azcmagent SET && »azcmagent connect -g rg« GW»\n'],
  ['x.sh', 'join() {\n\t«/opt/azcmagent SET\n\t»/opt/azcmagent connect -g rg« GW» || exit 1\n}\njoin\n'],
  ['x.sh', '«azcmagent SET\n»if ! azcmagent connect -g rg« GW»; then exit 1; fi\n'],
  ['x.sh', 'for n in 1 2 3; do «azcmagent SET; »azcmagent connect -g rg« GW» && break; done\n'],
  ['x.sh', '«azcmagent SET\n»out="$(azcmagent connect -g rg« GW» 2>&1)"\necho "$out"\n'],
  ['x.sh', 'cd /tmp\n«azcmagent SET\n»exec azcmagent connect -g rg« GW»\n'],
  ['x.sh', 'case $1 in a) «azcmagent SET; »azcmagent connect -g rg« GW» ;; esac\n'],
  ['x.sh', '«azcmagent SET\n»azcmagent connect -g rg« GW»\nazcmagent connect -g rg2« GW»\n'],
  ['x.sh', "bash <<'END'\n«azcmagent SET\n»azcmagent connect -g rg« GW»\nEND\n"],
  ['Dockerfile', 'FROM debian:12\nRUN apt-get update && \\\n    «azcmagent SET && »azcmagent connect -g rg« GW»\n'],
  ['x.yaml', '#cloud-config\nruncmd:\n  - «azcmagent SET; »azcmagent connect -g rg« GW»\n'],
  ['x.yaml', '#cloud-config\nruncmd:\n  - |\n    «azcmagent SET\n    »azcmagent connect -g rg« GW»\n'],
];

describe('an agent that no install script tells of the proxy', () => {
  it.each(told)('in %s gets it right before connect: %j', (name, marked) => {
    const { notes } = expectMarked(marked, name);
    expect(notes.map(({ code }) => code)).not.toContain('proxy.notTold');
  });

  it.each([
    ['x.sh', 'grep -q x /etc/y || azcmagent connect -g rg\n'],
    ['x.sh', 'echo a=b | xargs azcmagent connect -g rg --tags\n'],
    ['x.sh', 'find / -name azcmagent.json -exec azcmagent connect -g rg \\;\n'],
    ['x.sh', 'args=(azcmagent connect -g rg)\n"${args[@]}"\n'],
    ['x.sh', 'if false; then :; elif azcmagent connect -g rg; then :; fi\n'],
    ['x.ps1', 'if ((Test-Path x) -and (azcmagent connect -g rg)) { }\n'],
  ])('in %s is left to the person where connect is no statement of its own: %j', (name, text) => {
    const { notes, edits } = patch(text, name);
    expect(notes).toMatchObject([{ code: 'proxy.notTold', proxyUrl: proxy }]);
    expect(edits.map(({ kind }) => kind)).toEqual(['gateway']);
  });

  it.each([
    ['a setting before', 'azcmagent config set proxy.url http://old:3128\nazcmagent connect -g rg\n', 0],
    ['a setting behind', 'azcmagent connect -g rg\nazcmagent config set proxy.url http://old:3128\n', 1],
    [
      'a setting in some cases',
      'if x; then azcmagent config set proxy.url http://old:3128; fi\nazcmagent connect -g rg\n',
      1,
    ],
    [
      'a setting that is cleared',
      'azcmagent config set proxy.url x\nazcmagent config clear proxy.url\nazcmagent connect -g rg\n',
      1,
    ],
    ['a setting by a function', 'arc() { azcmagent "$@"; }\narc config set proxy.url x\narc connect -g rg\n', 0],
    ['two branches', 'if x; then azcmagent connect -g a; else azcmagent connect -g b; fi\n', 2],
    ['a clear between two', 'azcmagent connect -g a\nazcmagent config clear proxy.url\nazcmagent connect -g b\n', 2],
  ])('counts what is set: %s', (_, text, added) => {
    const patched = patch(text, 'x.sh').text;
    const count = (of: string): number => of.split('config set proxy.url').length - 1;
    expect(count(patched) - count(text)).toBe(added);
    expect(patched).not.toContain('old:3128');
  });
});

describe('several machines in one file', () => {
  const set = 'azcmagent config set proxy.url http://old:3128';
  it.each([
    ['x.sh', `ssh web1 sudo ${set}\nssh web1 sudo azcmagent connect -g a\nssh -t web2 sudo azcmagent connect -g a\n`],
    [
      'x.sh',
      `ssh web1 bash -s <<'A'\n${set}\nazcmagent connect -g a\nA\nssh web2 bash -s <<'B'\nazcmagent connect -g a\nB\n`,
    ],
    ['x.sh', `${set}\nazcmagent connect -g a\nssh -p 22 web2 azcmagent connect -g a\n`],
    [
      'x.ps1',
      `Invoke-Command -ComputerName web1 { ${set}; azcmagent connect -g a }\nInvoke-Command -ComputerName web2 { azcmagent connect -g a }\n`,
    ],
    [
      'x.yml',
      `- hosts: web1\n  tasks:\n    - shell: |\n        ${set}\n        azcmagent connect -g a\n- hosts: web2\n  tasks:\n    - shell: |\n        azcmagent connect -g a\n`,
    ],
  ])('each gets the proxy, in %s: %j', (name, text) => {
    const patched = patch(text, name).text;
    expect(patched.split('config set proxy.url')).toHaveLength(3);
    expect(patched.split(proxy)).toHaveLength(3);
    expect(patch(patched, name).edits).toEqual([]);
  });

  it('are told by one setting where it is for all of them', () => {
    const text = `- hosts: all\n  tasks:\n    - shell: ${set}\n- hosts: web\n  tasks:\n    - shell: azcmagent connect -g a\n`;
    expect(patch(text, 'x.yml').text.split('config set proxy.url')).toHaveLength(2);
  });

  it('get no words that the other shell would change', () => {
    const { text, notes } = patch('ssh "$(pick)" azcmagent connect -g a\n', 'x.sh');
    expect(text).not.toContain('proxy.url');
    expect(notes).toMatchObject([{ code: 'proxy.notTold' }]);
  });
});

describe('a script of another shell than its name says', () => {
  it.each([
    ['x.ps1', 'export rg="a"\nif [ $? != 0 ]; then exit 1; fi;\nsudo azcmagent connect -g "$rg"\n', 'script.isBash'],
    ['x.sh', '$rg = "a"\nazcmagent connect `\n  -g $rg\n', 'script.isPowershell'],
  ])('%s is patched as what it is, and says so: %j', (name, text, code) => {
    const { notes, edits } = patch(text, name);
    expect(notes).toMatchObject([{ code, line: 1 }]);
    expect(edits.map(({ kind }) => kind)).toContain('gateway');
  });

  it.each([
    ['x.ps1', 'azcmagent connect -g rg\n'],
    ['x.sh', 'azcmagent connect -g rg\n'],
    ['x.sh', "pwsh -Command '$x = 1'\nazcmagent connect -g rg\n"],
    ['x.ps1', 'if ($x) { azcmagent connect -g rg }\n'],
    ['x.ps1', "Set-Content x.txt @'\nsudo apt-get update\n'@\nazcmagent connect -g rg\n"],
  ])('is not seen where either can be meant: %s %j', (name, text) => {
    expect(patch(text, name).notes.map(({ code }) => code)).not.toContain('script.isBash');
    expect(patch(text, name).notes.map(({ code }) => code)).not.toContain('script.isPowershell');
  });
});
