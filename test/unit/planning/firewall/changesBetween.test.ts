import { scenarios } from '../../../../src/planning/site/scenarios';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowListText } from '../../../../src/planning/firewall/allowListText';
import { changesBetween } from '../../../../src/planning/firewall/changesBetween';
import { firewallChangesTable } from '../../../../src/planning/firewall/firewallChangesTable';
import { firewallChangesText } from '../../../../src/planning/firewall/firewallChangesText';
import type { Endpoint } from '../../../../src/planning/network/endpoint';
import { endpointsFor } from '../../../../src/planning/network/endpoints';
import { hostMatches } from '../../../../src/kernel/hostPattern';
import { neighborFindings } from '../../../../src/planning/firewall/sharedFirewall';
import azureLocalEndpoints from '../../../../src/planning/targets/azureLocal/data/endpoints.json';
import clusterEndpoints from '../../../../src/planning/targets/clusters/data/endpoints.json';
import { useGoldens } from '../../../support/golden';
import { anyNeeds, directNeeds, gatewayNeeds, hostileEndpoint, hostOf } from '../network/lists';
import { expectHits } from '../../../support/hits';

const between = changesBetween(endpointsFor({ ...gatewayNeeds, mode: 'direct' }), endpointsFor(gatewayNeeds));
const addresses = (endpoints: readonly Endpoint[]) => endpoints.map(({ host, port }) => `${host}:${port}`);
const directEndpoint = (host: string): Endpoint => ({
  host,
  port: 443,
  protocol: 'https',
  from: ['server'],
  purpose: 'A purpose',
  when: 'always',
  isAlwaysNeeded: true,
  source: 'a page',
});
const contains = (endpoints: readonly Endpoint[], host: string, port: number) =>
  endpoints.some((each) => each.port === port && (hostMatches(each.host, host) || each.host === host));

describe('the difference a gateway makes', () => {
  it('opens the gateway, and what only a known name makes exact', () => {
    const { open } = changesBetween(
      endpointsFor({ ...directNeeds, scenarios: [] }),
      endpointsFor({ ...gatewayNeeds, scenarios: [] }),
    );
    expect(addresses(open)).toEqual(['contoso-weu.gw.arc.azure.com:443']);
  });

  it('closes what the gateway carries, and narrows wildcards to the hosts that stay', () => {
    const closed = new Map(between.close.map(({ endpoint, narrowedTo }) => [endpoint.host, addresses(narrowedTo)]));
    expect(closed.get('*.guestconfiguration.azure.com')).toEqual([]);
    expect(closed.get('azgn*.servicebus.windows.net')).toEqual([]);
    expect(closed.get('pas.windows.net')).toEqual([]);
    expect(closed.get('*.login.microsoft.com')).toEqual(['westeurope.login.microsoft.com:443']);
    expect(closed.get('*.his.arc.azure.com')).toEqual(['gbl.his.arc.azure.com:443', 'weu.his.arc.azure.com:443']);
    expect(between.closeAfterHours).toBe(1);
  });

  it('asks before it closes what a cluster or an Azure Local instance may need behind the same firewall', () => {
    const askedOf = (neighbor: string) =>
      between.close
        .filter((each) => each.neighbors.some((need) => need.neighbor === neighbor))
        .map(({ endpoint }) => endpoint.host);
    expect(askedOf('cluster')).toEqual(
      expect.arrayContaining([
        '*.his.arc.azure.com',
        'guestnotificationservice.azure.com',
        '*.guestnotificationservice.azure.com',
        'azgn*.servicebus.windows.net',
      ]),
    );
    expect(askedOf('azureLocal')).toEqual(
      expect.arrayContaining([...askedOf('cluster'), 'pas.windows.net', '*.guestconfiguration.azure.com']),
    );
    expect(askedOf('cluster')).not.toContain('*.guestconfiguration.azure.com');
    const all = { ...gatewayNeeds, scenarios: scenarios.map(({ id }) => id) };
    const sure = changesBetween(endpointsFor({ ...all, mode: 'direct' }), endpointsFor(all)).close.filter(
      ({ neighbors }) => neighbors.length === 0,
    );
    expect(sure.length).toBeGreaterThan(0);
    const table = firewallChangesTable(between);
    for (const { endpoint, neighbors } of between.close) {
      const row = table
        .split('\n')
        .find((line) => line.startsWith('|') && line.split('|')[2]?.includes(`\`${endpoint.host}\``));
      expect(row?.includes('ask, then')).toBe(neighbors.length > 0);
    }
    expect(table).toContain('Ask first');
    expect(allowListText(endpointsFor(gatewayNeeds), between)).toMatch(/^# pas\.windows\.net \(ask first: /m);
    expect(neighborFindings(between.close)[0]?.message).toContain('azgn*.servicebus.windows.net');
  });

  it('closes without asking nothing that a neighbor needs, whatever the servers need', () => {
    const needs = [...clusterEndpoints, ...azureLocalEndpoints.endpoints].map(({ host, port }) => ({
      host: host.replace(/<\w+>/g, 'germanywestcentral').replace(/^\*/, 'any').replaceAll('*', '7'),
      port,
    }));
    let closed = 0;
    fc.assert(
      fc.property(anyNeeds, anyNeeds, (before, after) => {
        const [from, to] = [endpointsFor({ ...before, mode: 'direct' }), endpointsFor(after)];
        const { close } = changesBetween(from, to);
        const sure = close.filter(({ neighbors }) => neighbors.length === 0).map(({ endpoint }) => endpoint);
        for (const { host, port } of needs) {
          if (!contains(from, host, port) || contains(to, host, port)) continue;
          closed += 1;
          expect(contains(sure, host, port)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
    expect(closed).toBeGreaterThan(300);
  });

  it('has nothing to ask where all that is closed is the servers’ own', () => {
    const own = directEndpoint('own.example.com');
    const change = changesBetween([own], []);
    expect(change.close.map(({ neighbors }) => neighbors)).toEqual([[]]);
    expect(firewallChangesTable(change)).not.toContain('sk first');
    expect(neighborFindings(change.close)).toEqual([]);
    expect(changesBetween([directEndpoint('*.azure.com')], []).close[0]?.neighbors.length).toBe(2);
  });

  it('keeps what the gateway cannot carry', () => {
    expect(addresses(between.keep)).toEqual(
      expect.arrayContaining(['login.microsoftonline.com:443', 'emdl.ws.microsoft.com:80']),
    );
    const licensing = changesBetween(
      endpointsFor({ ...directNeeds, scenarios: ['windowsLicensing', 'extendedSecurityUpdates'] }),
      endpointsFor({ ...gatewayNeeds, scenarios: ['windowsLicensing', 'extendedSecurityUpdates'] }),
    );
    expect(addresses(licensing.keep)).toEqual(
      expect.arrayContaining(['dls.microsoft.com:443', 'www.microsoft.com:80']),
    );
    expect(licensing.close.map(({ endpoint }) => addresses([endpoint])[0])).toContain('www.microsoft.com:443');
  });

  const expectGolden = useGoldens('firewall');

  it('is shown as reviewed', () => {
    expectGolden('difference.md', firewallChangesTable(between));
    expectGolden('difference.diff', firewallChangesText(between));
  });

  it('loses and adds no host: gateway and closable are direct and opened', () => {
    const all = fc.tuple(anyNeeds, anyNeeds).chain(([before, after]) => {
      const [from, to] = [endpointsFor(before), endpointsFor(after)].map((list) =>
        list.filter(({ privateEndpoint }) => !privateEndpoint),
      );
      const hosts = [...(from ?? []), ...(to ?? [])];
      return fc.tuple(
        fc.constant(from ?? []),
        fc.constant(to ?? []),
        fc.constantFrom(...hosts).chain(({ host, port }) => fc.tuple(hostOf(host), fc.constant(port))),
      );
    });
    const hits = { opened: 0, closed: 0, kept: 0 };
    fc.assert(
      fc.property(all, ([from, to, [host, port]]) => {
        const { open, close } = changesBetween(from, to);
        const after =
          contains(to, host, port) ||
          contains(
            close.map(({ endpoint }) => endpoint),
            host,
            port,
          );
        const isOpened = contains(open, host, port);
        hits[isOpened ? 'opened' : contains(to, host, port) ? 'kept' : 'closed'] += 1;
        expect(after).toBe(contains(from, host, port) || isOpened);
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 5);
  });

  it('puts each host on one side only, whatever the hosts are', () => {
    // The lists have some in common.
    const lists = fc
      .array(hostileEndpoint, { maxLength: 9 })
      .chain((all) => fc.tuple(fc.subarray(all), fc.subarray(all)));
    const hits = { opened: 0, closed: 0, kept: 0 };
    fc.assert(
      fc.property(lists, ([from, to]) => {
        const { open, close, keep } = changesBetween(from, to);
        expect(open.length + keep.length).toBe(new Set(addresses(to)).size);
        const closed = addresses(close.map(({ endpoint }) => endpoint));
        expect(closed.filter((each) => addresses(to).includes(each))).toEqual([]);
        expect(
          firewallChangesText({ open, close, keep, closeAfterHours: 1, proofs: [], source: '' }).split('\n'),
        ).toHaveLength(open.length + close.length + keep.length + 1);
        hits.opened += open.length;
        hits.closed += close.length;
        hits.kept += keep.length;
      }),
    );
    expectHits(hits, 10);
  });

  it('is empty between a list and itself', () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const list = endpointsFor(needs);
        expect(changesBetween(list, list)).toMatchObject({ open: [], close: [] });
      }),
    );
  });

  it('does not open what is reached at a private address', () => {
    const { close, open } = changesBetween(
      endpointsFor(directNeeds),
      endpointsFor({ ...directNeeds, mode: 'privateLink' }),
    );
    expect(open).toEqual([]);
    expect(close.map(({ endpoint }) => endpoint.host)).toEqual(
      expect.arrayContaining(['*.his.arc.azure.com', '*.guestconfiguration.azure.com']),
    );
  });
});
