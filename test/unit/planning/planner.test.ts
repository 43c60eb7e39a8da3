import { expect, it, vi } from 'vitest';
import { createPlanner, plan } from '../../../src/planning/makePlan';
import { clusterNetwork } from '../../../src/planning/targets/clusters/network';
import { serverWriter } from '../../../src/planning/targets/servers/writer';
import { documentWithAll, siteOf } from './site/documents';

const siteWith = (name: string, values: Readonly<Record<string, unknown>> = {}) =>
  siteOf(
    documentWithAll({
      'targets.clusters': [...Array.from({ length: 19 }, (_, index) => ({ name: `aks-${index}` })), { name }],
      ...values,
    }),
  );

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
  vi.restoreAllMocks();
  expect(same).toEqual(plan(siteWith('a')));
  expect(other).toEqual(plan(siteWith('b')));
});
