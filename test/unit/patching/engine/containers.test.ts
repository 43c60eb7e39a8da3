import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../../src/patching/engine/detectLanguage';
import { patchScript } from '../../../support/patchScript';
import { expectMarked } from './marked';
import { proxied } from './sites';

const codesOf = (text: string, name: string): readonly string[] => {
  const outcome = patchScript(text, proxied, name);
  return outcome.ok ? [] : outcome.error.map(({ line, code }) => `${line} ${code}`);
};
const connect = 'azcmagent connect -g rg -l westeurope';

describe('a document', () => {
  it.each([
    '# Join\n\nText azcmagent connect --x.\n\n```bash\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n```\nMore ```text```.\n',
    '1. First\n\n   ~~~sh\n   «sudo azcmagent SET\n   »sudo azcmagent connect -g rg« GW»\n   ~~~\n\n```json\n{ "azcmagent": "connect" }\n```\n',
    '```powershell\r\n«& AGENT SET\r\n»& AGENT connect -g rg« GW»\r\n```\r\n',
    '```console\n$ hostname\nweb1\n$ «azcmagent SET; »azcmagent connect -g rg« GW»\nINFO Connecting (it takes a while)\n```\n',
    '````azurepowershell-interactive\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n```\n````\n',
    '> ```{.bash}\n> ls\n> ```\n\n```\nexport X=1\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n```\n',
    '```powershell\nGet-Date\n```\n\n```bash\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n```\n',
    '```bash\nwget« -e use_proxy=yes -e https_proxy="PROXY"» ‹https://aka.ms/azcmagent›«https://gbl.his.arc.azure.com/azcmagent-linux» -O i.sh\n```\nthen\n```bash\nbash i.sh« --proxy "PROXY"»\nazcmagent connect -g rg« GW»\n```\n',
    '```bash\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n',
  ])('is patched in its blocks: %j', (text) => {
    expectMarked(text, 'README.md');
  });

  it('with two shells is patched one by one', () => {
    const text = `\`\`\`bash\n${connect}\n\`\`\`\n\`\`\`powershell\n${connect}\n\`\`\`\n`;
    expect(codesOf(text, 'x.md')).toEqual(['5 script.severalShells']);
  });
});

describe('user data', () => {
  it.each([
    ['data.txt', '<powershell>\n«& AGENT SET\n»& AGENT connect -g rg« GW»\n</powershell>\n<persist>true</persist>\n'],
    [
      '',
      '<script>\necho hi\n</script>\n<powershell>\r\n«azcmagent SET\r\n»azcmagent connect -g rg« GW»\r\n</powershell>',
    ],
    [
      'x.yaml',
      'UserData:\n  Fn::Base64: !Sub |\n    <powershell>\n    «$gatewayId = "ID"\n    »$rg = "${Group}"\n    azcmagent connect -g $rg« --gateway-id $gatewayId»\n    </powershell>\n',
    ],
    [
      'x.tf',
      'user_data = <<EOT\n<powershell>\n«azcmagent SET\n»azcmagent connect -g ${var.group}« GW»\n</powershell>\nEOT\n',
    ],
    ['x', '#ps1_sysnative\n«& AGENT SET\n»& AGENT connect -g rg« GW»\n'],
    [
      'x.txt',
      'Content-Type: multipart/mixed; boundary="==B=="\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n--==B==\nContent-Type: text/cloud-config\n\n#cloud-config\nruncmd:\n  - «azcmagent SET; »azcmagent connect -g rg2« GW»\n--==B==--\n',
    ],
    [
      'x.mime',
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/x-shellscript\n\n#!/usr/bin/env python3\nprint("azcmagent connect")\n--b1\nContent-Type: text/x-shellscript\n\n#!/bin/sh\n«azcmagent SET\n»azcmagent connect -g rg« GW»\n--b1--\n',
    ],
  ] as const)('in %s is patched: %j', (name, text) => {
    if (name === 'x.yaml') {
      const outcome = expectMarked(text, name, { ...proxied, network: {} });
      expect(outcome.edits.length).toBe(2);
    } else expectMarked(text, name);
  });

  it('that is a batch file is told line by line', () => {
    const text = `<script>\nmsiexec /i x.msi\n${connect}\n</script>\n<powershell>\nGet-Date\n</powershell>\n`;
    expect(codesOf(text, 'x.txt')).toEqual(['3 connect.otherFormat']);
  });
});

describe('a file of another kind', () => {
  it.each([
    [
      'main.tf',
      `inline = [\n  "bash /tmp/install_linux_azcmagent.sh",\n  "sudo ${connect}",\n]\n`,
      ['2 installer.otherFormat', '3 connect.otherFormat'],
    ],
    [
      'x.cmd',
      `@echo off\ncall powershell -File C:\\t\\install_windows_azcmagent.ps1\n"%ProgramFiles%\\azcmagent.exe" connect -l we\n`,
      ['2 installer.otherFormat', '3 connect.otherFormat'],
    ],
    ['x.py', 'run(["azcmagent", "connect", "-l", "we"])\n', ['1 connect.otherFormat']],
    ['x.json', '{ "commandToExecute": "sudo azcmagent connect -l we" }\n', ['1 connect.otherFormat']],
    ['x.rb', '# azcmagent\nputs 1\n', ['1 script.unknownLanguage']],
  ])('%s is told place by place', (name, text, expected) => {
    expect(codesOf(text, name)).toEqual(expected);
  });
});

describe('a template’s name', () => {
  it.each(['tmpl', 'tpl', 'tftpl', 'j2', 'erb', 'template', 'in', 'example', 'TMPL'])('ends in .%s', (suffix) => {
    expect(detectLanguage('x', `a.ps1.${suffix}`)).toBe('powershell');
    expect(detectLanguage('x', `a.sh.${suffix}`)).toBe('bash');
    const text = `$loc = "{{ loc }}"\n$sub = "\${sub}"\nazcmagent connect -l $loc -s $sub --tags "\${tags}"\n`;
    const outcome = patchScript(text, proxied, `a.ps1.${suffix}`);
    expect(outcome).toMatchObject({ ok: true });
    for (const { replacement } of outcome.ok ? outcome.value.edits : [])
      expect(replacement).not.toMatch(/\$\{|%\{|\{\{|<%/);
  });
});

describe('a here-string that is written to a script', () => {
  it.each([
    '@\'\nSet-Location C:\\\nazcmagent connect -g rg« --gateway-id "ID"»\n\'@ | Out-File C:\\x.ps1\n',
    '@\'\r\nazcmagent connect -g rg« --gateway-id "ID"»\r\n\'@ > x.ps1\r\n',
    'Set-Content -Path "$env:TEMP\\x.ps1" -Value @\'\n$rg = "a"\nif ($rg) { azcmagent connect« --gateway-id "ID"» }\n\'@\n',
    "$path = Join-Path $env:TEMP 'x.ps1'\n$text = @'\nazcmagent connect -l we« --gateway-id \"ID\"»\n'@\n$text | Set-Content $path\n",
    '[IO.File]::WriteAllText("C:\\x.ps1", @\'\nazcmagent connect -l we« --gateway-id "ID"»\n\'@)\n',
    '@"\n& `"$agent`" show\nazcmagent connect -g "$rg" -l `$env:LOC« --gateway-id "ID"»\n"@ | Out-File -FilePath x.ps1 -Encoding utf8\n',
  ])('is patched: %j', (text) => {
    expectMarked(text, 'x.ps1', { ...proxied, network: {} });
  });

  it.each([
    "@'\nazcmagent connect -l we\n'@ | Out-File notes.cmd\n",
    "$t = @'\nazcmagent connect -l we\n'@\niex $t\n",
    "$t = 'a'\n$t = @'\nazcmagent connect -l we\n'@\n$t > x.ps1\n",
  ])('is refused where it is none: %j', (text) => {
    expect(codesOf(text, 'x.ps1')).not.toEqual([]);
  });
});

describe('an address of the script’s own', () => {
  it.each([
    ['x.sh', 'curl -o i.sh https://mirror.contoso.com/install_linux_azcmagent.sh\nbash i.sh\n'],
    ['x.sh', 'wget http://repo/azcmagent_1.62_amd64.deb -O /tmp/a.deb\n'],
    ['x.ps1', 'Invoke-WebRequest -Uri "https://files.contoso.com/AzureConnectedMachineAgent.msi" -OutFile a.msi\n'],
    ['x.ps1', 'iwr "$mirror/install_windows_azcmagent.ps1" -OutFile i.ps1\n'],
  ])('is noted in %s: %j', (name, text) => {
    const outcome = patchScript(`${text}${connect}\n`, proxied, name);
    const codes = outcome.ok ? outcome.value.notes.map(({ code }) => code) : [];
    if (text.includes('$mirror')) expect(codes).toContain('download.unknown');
    else expect(codes).toContain('download.mirror');
  });
});
