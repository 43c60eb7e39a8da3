import { describe, expect, it } from 'vitest';
import { checkTopology } from '../../../../src/core/topology/rules';
import type { Topology } from '../../../../src/core/topology/topology';
import { topologyWith } from './documents';

const find = (topology: Topology, code: string) => checkTopology(topology).filter((finding) => finding.code === code);

describe('findings', () => {
  it('of a topology with nothing to remark are one good word', () => {
    expect(checkTopology(topologyWith())).toEqual([
      expect.objectContaining({
        code: 'gateway.sameSubscription',
        severity: 'ok',
        message: expect.stringContaining('gw-hub-weu') as string,
      }),
    ]);
  });

  it.each<[string, string, readonly string[], unknown]>([
    ['gateway.endpointUnknown', 'warning', ['gateway', 'endpoint'], undefined],
    ['gateway.otherSubscription', 'info', ['azure', 'subscriptionId'], 'aaaaaaaa-2222-3333-4444-555555555555'],
    ['proxy.localName', 'warning', ['network', 'proxyUrl'], 'http://proxy.corp.local:8080'],
    ['proxy.noPort', 'warning', ['network', 'proxyUrl'], 'http://proxy.contoso.com'],
    ['proxy.loopback', 'warning', ['network', 'proxyUrl'], 'http://localhost:40343'],
    ['proxy.loopback', 'warning', ['network', 'proxyUrl'], 'http://127.0.0.1:3128'],
    ['region.hisCodeUnknown', 'info', ['azure', 'region'], 'swedencentral'],
    ['region.hisCodeOld', 'info', ['azure', 'region'], 'ukwest'],
    ['region.unknown', 'info', ['azure', 'region'], 'moonbase1'],
    ['identity.noBrowserOnLinux', 'info', ['identity', 'method'], 'interactive'],
    ['tags.personalData', 'warning', ['tags', 'site'], 'Erika <erika@contoso.com>'],
    ['tags.secret', 'warning', ['tags', 'adminPassword'], 'x'],
    ['tags.secret', 'warning', ['tags', 'site'], 'q1W8Q~abcDEF123ghiJKL456mno'],
  ])('%s is a %s at %j for %j', (code, severity, path, value) => {
    expect(find(topologyWith(), code)).toEqual([]);
    const findings = find(topologyWith(path, value), code);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity, message: expect.stringMatching(/\.$/) as string });
    const expectedPath = code.startsWith('gateway.other') ? 'gateway.id' : path.join('.');
    expect(findings[0]?.path).toBe(expectedPath);
    if (severity === 'warning') expect(findings[0]?.fix).toBeDefined();
  });

  it('name the source', () => {
    const worst = topologyWith(['network', 'proxyUrl'], 'http://localhost');
    for (const finding of checkTopology(worst))
      expect(finding.source).toMatch(/^learn\.microsoft\.com\/.*\(.*\d{4}.*\)$/);
  });

  it('come gravest first', () => {
    const topology = { ...topologyWith(['azure', 'region'], 'moonbase1'), gateway: { id: topologyWith().gateway.id } };
    expect(checkTopology(topology).map(({ severity }) => severity)).toEqual(['warning', 'info', 'info', 'ok']);
  });

  it('tell the Arc proxy’s own address from any other on the server', () => {
    const message = (url: string) => find(topologyWith(['network', 'proxyUrl'], url), 'proxy.loopback')[0]?.message;
    expect(message('http://localhost:40343')).toMatch(/Arc proxy/);
    expect(message('http://localhost:3128')).not.toMatch(/Arc proxy/);
  });

  it('say where to ask for an unknown regional host', () => {
    const [finding] = find(topologyWith(['azure', 'region'], 'swedencentral'), 'region.hisCodeUnknown');
    expect(finding?.message).toContain('*.his.arc.azure.com');
    expect(finding?.fix).toContain('https://gbl.his.arc.azure.com/discovery?location=swedencentral&');
  });

  it.each([
    '11111111-2222-3333-4444-555555555555',
    'Berlin, Invalidenstrasse 44',
    'vm01.branch-berlin.corp.contoso.com',
  ])('leave the harmless tag value %s alone', (value) => {
    expect(find(topologyWith(['tags', 'site'], value), 'tags.secret')).toEqual([]);
  });

  it('never repeat a tag’s value', () => {
    const text = JSON.stringify(checkTopology(topologyWith(['tags', 'token'], 'hunter2@contoso.com')));
    expect(text).not.toContain('hunter2');
  });
});
