import { describe, expect, it } from 'vitest';
import { detectLanguage, type ScriptKind } from '../../../../src/patching/engine/detectLanguage';
import { patchLimits } from '../../../../src/patching/engine/limits';
import { patchScript } from '../../../support/patchScript';
import { plan } from '../../../../src/planning/makePlan';
import type { Site } from '../../../../src/planning/site/site';
import { plainPortalOptions, portalScript } from './portalScripts';
import { direct, proxied } from './sites';

function textOf(script: string, site: Site, fileName = 'x.sh'): string {
  const outcome = patchScript(script, site, fileName);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.text;
}

const withGateway = (name: string): Site => ({
  ...direct,
  gateway: { id: `/subscriptions/s/resourceGroups/${name}/providers/Microsoft.HybridCompute/gateways/gw` },
});

describe('patchScript', () => {
  it('writes a value literally where double quotes would change it', () => {
    const hostile = withGateway('$(reboot)`"\'!');
    const bash = textOf('export tenantId="T"\nazcmagent connect --tenant-id "$tenantId"\n', hostile);
    expect(bash).toContain(`export gatewayId='/subscriptions/s/resourceGroups/$(reboot)\`"'\\''!/`);
    const powershell = textOf(
      '$env:TENANT_ID = "T"\nazcmagent connect --tenant-id "$env:TENANT_ID"\n',
      hostile,
      'x.ps1',
    );
    expect(powershell).toContain(`$env:GATEWAY_ID = '/subscriptions/s/resourceGroups/$(reboot)\`"''!/`);
    const onTheSpot = textOf('azcmagent connect --tenant-id "T" --gateway-id "old"\n', hostile);
    expect(onTheSpot).toContain(`--gateway-id '/subscriptions/s/resourceGroups/$(reboot)`);
  });

  it('patches what it patched for one gateway and proxy for another', () => {
    for (const os of ['linux', 'windows'] as const) {
      const name = os === 'linux' ? 'x.sh' : 'x.ps1';
      const once = textOf(portalScript(os, plainPortalOptions), proxied, name);
      const other: Site = { ...withGateway('rg-other'), network: { proxyUrl: 'http://other.contoso.com:3128' } };
      const twice = textOf(once, other, name);
      expect(twice).not.toMatch(/gw-branch|proxy\.contoso\.com/);
      expect(textOf(twice, proxied, name)).toBe(once);
    }
  });

  it('writes out the port that a proxy is taken to have', () => {
    const portless: Site = { ...proxied, network: { proxyUrl: 'http://proxy.contoso.com' } };
    const written: Site = { ...proxied, network: { proxyUrl: 'http://proxy.contoso.com:80' } };
    const script = portalScript('linux', plainPortalOptions);
    expect(textOf(script, portless)).toBe(textOf(script, written));
  });

  it('takes nothing away where the topology has no proxy', () => {
    const once = textOf(portalScript('linux', plainPortalOptions), proxied);
    expect(textOf(once, direct)).toBe(once);
  });

  it('counts offsets in UTF-16 code units', () => {
    const script = '# 𝒳é東\nsudo azcmagent connect --tags "𝒳=東" --tenant-id "T"\n';
    const outcome = patchScript(script, direct, 'x.sh');
    const [edit] = outcome.ok ? outcome.value.edits : [];
    expect(edit).toMatchObject({ start: script.length - 1, end: script.length - 1, line: 2, kind: 'gateway' });
  });

  it('never repeats a secret', () => {
    const outcome = patchScript('password="hunter2"\nazcmagent connect --access-token "hunter2"\n', direct, 'x.sh');
    expect(JSON.stringify(outcome.ok && outcome.value.notes)).not.toContain('hunter2');
    expect(outcome).toMatchObject({
      ok: true,
      value: { notes: [{ code: 'secret.literal' }, { code: 'secret.literal' }] },
    });
  });

  it('refuses a topology in which no machine can be connected, with the reason', () => {
    const abroad: Site = {
      ...direct,
      azure: { ...direct.azure, cloud: 'AzureUSGovernment', region: 'usgovvirginia' },
    };
    const [fault] = plan(abroad).findings;
    expect(fault).toMatchObject({ code: 'azure.cloudWithoutGateway', severity: 'error' });
    expect(patchScript('azcmagent connect --tenant-id "T"\n', abroad, 'x.sh')).toEqual({
      ok: false,
      error: [{ line: 1, code: 'site.unusable', finding: fault?.code, problem: fault?.message }],
    });
  });

  it('leaves the scripts of a topology to the topology', () => {
    for (const { text, fileName } of plan(proxied).scripts) {
      expect(patchScript(text, direct, fileName)).toMatchObject({
        ok: false,
        error: [{ line: 1, code: 'script.generated' }],
      });
    }
  });

  it('warns of line ends that bash does not take', () => {
    const outcome = patchScript('azcmagent connect --tenant-id "T"\r\n', direct, 'x.sh');
    expect(outcome).toMatchObject({ ok: true, value: { notes: [{ code: 'lineEnds.windows', line: 1 }] } });
  });

  it('refuses lists that give more words to its commands than are read', () => {
    const list = `args=(--location we ${Array.from({ length: 49 }, (_, index) => `--x${index} v`).join(' ')})\n`;
    const used = (times: number): string => list + 'azcmagent connect --tags "x=y" "${args[@]}"\n'.repeat(times);
    expect(patchScript(used(200), direct, 'x.sh')).toMatchObject({ ok: true });
    expect(patchScript(used(201), direct, 'x.sh')).toMatchObject({
      ok: false,
      error: [{ code: 'script.listsUsedTooOften' }],
    });
  });

  it.each([
    ['items.yaml', '#cloud-config\nruncmd:\n', '- azcmagent connect -l w\n', 0],
    ['Dockerfile', 'FROM x\n', 'RUN azcmagent connect -l w\n', 0],
    ['heredocs.sh', '', "sh <<'E'\nazcmagent connect -l w\nE\n", 1],
  ])('reads as many scripts of %s as are read at most, and refuses one more', (name, head, unit, around) => {
    const of = (count: number) => patchScript(head + unit.repeat(count), direct, name);
    const most = patchLimits.scripts - around;
    const read = of(most);
    expect(read.ok && read.value.edits.length).toBe(most);
    expect(of(most + 1)).toMatchObject({
      ok: false,
      error: [{ code: 'script.tooManyScripts', limit: 2000 }],
    });
  });

  it('names every line that stands in the way', () => {
    const script = 'azcmagent connect "$@"\neval "azcmagent connect --x"\n';
    expect(patchScript(script, direct, 'x.sh')).toMatchObject({ ok: false, error: [{ line: 1 }, { line: 2 }] });
  });
});

describe('detectLanguage', () => {
  const cases: readonly (readonly [string, string, ScriptKind | undefined])[] = [
    ['azcmagent connect', 'a.sh', 'bash'],
    ['azcmagent connect', 'A.PS1', 'powershell'],
    ['#!/bin/sh\n$env:X', 'a.ps1', 'bash'],
    ['\ufeff#!/usr/bin/env pwsh\n', 'a', 'powershell'],
    ['#!/usr/bin/python3\nwget', 'a.sh', undefined],
    ['#cloud-config\nruncmd: []', 'a.yaml', 'cloudInit'],
    ['## template: jinja\n#cloud-config\nruncmd: []', 'user-data.yaml', 'cloudInit'],
    ['FROM x\nRUN wget y', 'Dockerfile.arc', 'dockerfile'],
    ['ARG A=1\nFROM x\nRUN wget y', '', 'dockerfile'],
    ['$env:CLOUD = "AzureCloud"', '', 'powershell'],
    ['export cloud="AzureCloud"', '', 'bash'],
    ['export cloud="AzureCloud"', 'notes.md', 'bash'],
    ['export cloud="AzureCloud"', 'a.cmd', undefined],
    ['nothing of the kind', '', undefined],
  ];
  it.each(cases)('%j in %j is %j', (text, fileName, kind) => {
    expect(detectLanguage(text, fileName)).toBe(kind);
  });
});
