import { afterEach, expect, it, vi } from 'vitest';
import { createPlanner, plan } from '../../../src/planning/makePlan';
import { clusterNetwork } from '../../../src/planning/targets/clusters/network';
import { clusterTexts } from '../../../src/planning/targets/clusters/scripts/clusterScripts';
import { serverScripts } from '../../../src/planning/targets/servers/scripts';
import { serverWriter } from '../../../src/planning/targets/servers/writer';
import { documentWithAll, serverSiteOf, siteOf } from './site/documents';

const cluster = (name: string) => ({ name, serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10:6443' });

const siteWith = (name: string, values: Readonly<Record<string, unknown>> = {}) =>
  siteOf(
    documentWithAll({
      'targets.clusters': [...Array.from({ length: 19 }, (_, index) => cluster(`aks-${index}`)), cluster(name)],
      ...values,
    }),
  );

afterEach(() => {
  vi.restoreAllMocks();
});

it('a site is planned again for the targets alone that have changed', () => {
  const planAgain = createPlanner();
  const asked = vi.spyOn(clusterNetwork, 'endpoints');
  const written = vi.spyOn(serverWriter, 'scripts');
  const counts = () => {
    const both = [asked.mock.calls.length, written.mock.calls.length];
    asked.mockClear();
    written.mockClear();
    return both;
  };
  planAgain(siteWith('a'));
  expect(counts()).toEqual([20, 1]);
  const [same, other] = [planAgain(siteWith('a')), planAgain(siteWith('b'))];
  expect(counts()).toEqual([1, 0]);
  planAgain(siteWith('b', { 'targets.servers.os': ['linux'] }));
  expect(counts()).toEqual([0, 1]);
  planAgain(siteWith('b', { 'network.proxyUrl': 'http://proxy.contoso.com:3128' }));
  expect(counts()).toEqual([20, 1]);
  expect(same).toEqual(plan(siteWith('a')));
  expect(other).toEqual(plan(siteWith('b')));
});

/** How many scripts of clusters have been written. */
function countWritten() {
  const { bash, powershell } = clusterTexts;
  const spies = [
    ...Object.keys(bash).map((kind) => vi.spyOn(bash, kind as keyof typeof bash)),
    ...Object.keys(powershell).map((kind) => vi.spyOn(powershell, kind as keyof typeof powershell)),
  ];
  return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

it('a plan with its next steps writes no script of a cluster, and one that is asked for is written once', () => {
  const planAgain = createPlanner();
  const written = countWritten();
  planAgain(siteWith('a'));
  const { scripts, nextSteps } = planAgain(siteWith('a', { 'network.proxyUrl': 'http://proxy.contoso.com:3128' }));
  const ofClusters = scripts.filter(({ fileName }) => /-(aks-\d+|a)\.(sh|ps1)$/.test(fileName));
  expect(ofClusters.length).toBeGreaterThanOrEqual(20 * 5);
  expect(nextSteps.length).toBeGreaterThanOrEqual(20 * 3);
  expect(written()).toBe(0);
  const [first, last] = [ofClusters[0], ofClusters.at(-1)];
  expect([first?.text, first?.marks, first?.text].every((part) => part !== undefined)).toBe(true);
  expect(written()).toBe(1);
  expect(last?.text).toContain('a');
  expect(written()).toBe(2);
  // The site of the other targets is as it was: what is written of them is kept.
  const again = planAgain(siteWith('b', { 'network.proxyUrl': 'http://proxy.contoso.com:3128' }));
  expect(again.scripts.find(({ fileName }) => fileName === first?.fileName)?.text).toBe(first?.text);
  expect(written()).toBe(2);
});

it.each([
  ['new', { identity: { method: 'servicePrincipal', clientId: '12345678-1234-4234-8234-123456789abc' } }, 7],
  ['connected', { 'targets.servers.state': 'connected', 'targets.servers.machines': ['srv-1'] }, 4],
])('the scripts for %s servers are written when their texts are asked for', (_, values, expected) => {
  const site = serverSiteOf(documentWithAll(values));
  let visits = 0;
  const azure = new Proxy(site.azure, {
    get: (target, property, receiver) => {
      visits += 1;
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
  const scripts = serverScripts({ ...site, azure });
  expect([scripts.length, visits]).toEqual([expected, 0]);
  for (const script of scripts) {
    const before = visits;
    expect(script.text).not.toBe('');
    // The one that encrypts a secret is the same for every site.
    if (script.fileName !== 'group-policy-protect-secret.ps1') expect(visits).toBeGreaterThan(before);
    const after = visits;
    expect(script.marks).toBe(script.marks);
    expect(visits).toBe(after);
  }
});
