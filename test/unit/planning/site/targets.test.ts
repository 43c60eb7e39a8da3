import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firewallChanges } from '../../../../src/planning/firewall/firewallChanges';
import { plan } from '../../../../src/planning/makePlan';
import { readSite } from '../../../../src/planning/site/readSite';
import { upgrade } from '../../../../src/planning/site/upgrade';
import { documentWith, documentWithAll, nearlyValid } from './documents';

const cluster = { name: 'aks-ham-01', state: 'connected', connection: 'direct', features: ['clusterConnect'] };
const withClusters = (...clusters: readonly unknown[]) => documentWithAll({ 'targets.clusters': clusters });

/** The same document as version 1 writes it; undefined where version 1 cannot say it. */
function inVersion1(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const { version, targets } = document;
  if (version !== 2 || typeof targets !== 'object' || targets === null || !('servers' in targets)) return undefined;
  return Object.keys(targets).length === 1 ? { ...document, version: 1, targets: targets.servers } : undefined;
}

describe('a document of version 1', () => {
  it('is read, planned and judged as the same document of version 2', () => {
    let compared = 0;
    fc.assert(
      fc.property(nearlyValid, (document) => {
        const old = inVersion1(document);
        if (!old) return;
        const [now, before] = [readSite(document), readSite(old)];
        compared++;
        expect(before.site).toEqual(now.site);
        expect(before.unread).toEqual(now.unread);
        expect(before.errors).toEqual(
          now.errors.map(({ path, ...error }) => ({ ...error, path: path.replace(/^targets\.servers/, 'targets') })),
        );
        expect(upgrade(old)).toEqual({ ...document, targets: { servers: old.targets } });
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(250);
  });

  it('keeps the paths of its errors', () => {
    const { errors } = readSite({ ...documentWith(), version: 1, targets: { os: ['beos'] } });
    expect(errors.map(({ path }) => path)).toEqual(['targets.os']);
  });
});

describe('a target with errors', () => {
  it('is left out, and the others are read by their places in the document', () => {
    const { site, errors, unread } = readSite(
      withClusters({ name: '-' }, cluster, { name: 'aks-ham-02', featurs: [] }),
    );
    expect(errors.map(({ path }) => path)).toEqual(['targets.clusters.0.name', 'targets.clusters.2.featurs']);
    expect(unread.map(({ kind, path }) => [kind, path])).toEqual([
      ['cluster', 'targets.clusters.0'],
      ['cluster', 'targets.clusters.2'],
    ]);
    expect(site?.targets.clusters).toEqual([cluster]);
    expect(site?.targets.servers).toBeDefined();
  });

  it('takes no scripts from the others', () => {
    const all = plan(readSiteWhole(withClusters(cluster))).scripts;
    expect(all.length).toBeGreaterThan(0);
    const { site, unread } = readSite(withClusters({ ...cluster, name: 5 }));
    expect(site && plan(site, {}, unread).scripts).toEqual(all);
  });

  it('of the servers, or of what is theirs alone, leaves the clusters', () => {
    for (const broken of [
      { 'targets.servers.os': [] },
      { 'identity.method': 'none' },
      { tags: 5 },
      { scenarios: [1] },
    ]) {
      const { site, unread } = readSite(documentWithAll({ 'targets.clusters': [cluster], ...broken }));
      expect(unread.map(({ kind }) => kind)).toEqual(['servers']);
      expect(Object.keys(site?.targets ?? {})).toEqual(['clusters']);
    }
  });

  it('is each of them where that is wrong which they share', () => {
    const { site, unread } = readSite(documentWithAll({ 'targets.clusters': [cluster], 'azure.region': 5 }));
    expect(site).toBeUndefined();
    expect(unread.map(({ kind }) => kind)).toEqual(['servers', 'cluster']);
  });

  it('keeps an error of its own plan from the plans of others', () => {
    const broken = { 'targets.servers.agentVersion': '1.40', 'targets.servers.state': 'connected' };
    const site = readSiteWhole(documentWithAll({ 'targets.clusters': [cluster], ...broken }));
    const { findings, scripts, endpoints } = plan(site);
    expect(findings.filter(({ severity }) => severity === 'error').map(({ path }) => path)).toContain(
      'targets.servers.agentVersion',
    );
    expect(scripts).toEqual([]);
    expect(endpoints.some(({ from }) => from.includes('clusterAgent'))).toBe(true);
  });

  it('counts as needing anything, so that nothing is closed that it may need', () => {
    const closed = (document: unknown): readonly string[] => {
      const { site, unread } = readSite(document);
      return site ? firewallChanges(site, unread).close.map(({ endpoint }) => endpoint.host) : [];
    };
    const before = closed(documentWith());
    expect(before).toContain('guestnotificationservice.azure.com');
    for (const broken of [withClusters({ name: '-' }), documentWithAll({ 'targets.clusters': 'many' })]) {
      const now = closed(broken);
      expect(now).not.toContain('guestnotificationservice.azure.com');
      expect(before).toEqual(expect.arrayContaining([...now]));
    }
    const misspelled = documentWithAll({ 'targets.cluster': [cluster] });
    expect(closed(misspelled)).not.toContain('guestnotificationservice.azure.com');
  });
});

function readSiteWhole(document: unknown) {
  const { site, errors } = readSite(document);
  if (!site || errors.length > 0) throw new Error(JSON.stringify(errors));
  return site;
}

describe('the firewall of a site', () => {
  const changes = (document: unknown) => firewallChanges(readSiteWhole(document));
  const hosts = (list: readonly { readonly host: string }[]): readonly string[] => list.map(({ host }) => host);

  it('is not closed by the switch of its servers for what a direct cluster needs', () => {
    const alone = changes(documentWith());
    const { close, keep, open } = changes(withClusters(cluster));
    const needed = [
      'guestnotificationservice.azure.com',
      '*.guestnotificationservice.azure.com',
      '*.his.arc.azure.com',
    ];
    expect(hosts(alone.close.map(({ endpoint }) => endpoint))).toEqual(
      expect.arrayContaining([...needed, 'azgn*.servicebus.windows.net']),
    );
    const closed = hosts(close.map(({ endpoint }) => endpoint));
    for (const host of [...needed, 'azgn*.servicebus.windows.net', '*.servicebus.windows.net'])
      expect(closed).not.toContain(host);
    expect(hosts([...keep, ...open])).toEqual(expect.arrayContaining([...needed, '*.servicebus.windows.net']));
  });

  it('asks of kinds alone that the site does not name', () => {
    const asked = (document: unknown) =>
      new Set(changes(document).close.flatMap(({ neighbors }) => neighbors.map(({ neighbor }) => neighbor)));
    expect(asked(documentWith())).toEqual(new Set(['cluster', 'azureLocal']));
    expect(asked(withClusters(cluster))).toEqual(new Set(['azureLocal']));
    expect(
      asked(documentWithAll({ 'targets.clusters': [cluster], 'targets.azureLocal': [{ name: 'azl-1' }] })),
    ).toEqual(new Set());
  });

  it('keeps open what an Azure Local instance may need that isn’t said to be new', () => {
    const closed = (instance: object) =>
      hosts(changes(documentWithAll({ 'targets.azureLocal': [instance] })).close.map(({ endpoint }) => endpoint));
    expect(closed({ name: 'azl-1' })).not.toContain('pas.windows.net');
    expect(closed({ name: 'azl-1', state: 'deployed' })).not.toContain('pas.windows.net');
    expect(closed({ name: 'azl-1', state: 'new', release: '2608' })).toContain('pas.windows.net');
  });

  it('opens for an Azure Local instance what no gateway carries, by who asks', () => {
    const { open } = changes(
      documentWithAll({ 'targets.azureLocal': [{ name: 'azl-1', state: 'new', release: '2608' }] }),
    );
    const of = (host: string) => open.find((each) => each.host === host);
    expect(of('time.windows.com')).toMatchObject({ port: 123, protocol: 'udp', from: ['localNode', 'resourceBridge'] });
    expect(of('s.symcd.com')).toMatchObject({ port: 80, protocol: 'http' });
    expect(of('portal.azure.com')).toBeUndefined();
  });

  it('opens for a new cluster what it will need, by who asks', () => {
    const { open } = changes(withClusters({ name: 'new', features: ['clusterConnect'] }));
    const of = (host: string) => open.find((each) => each.host === host && each.port !== 443)?.from;
    expect(of('westeurope.obo.arc.azure.com')).toEqual(['clusterAgent']);
    expect(open.find(({ host }) => host === 'dl.k8s.io')?.from).toEqual(['deployment']);
    expect(open.find(({ host }) => host === 'mcr.microsoft.com')?.from).toEqual(['clusterNode', 'deployment']);
  });
});
