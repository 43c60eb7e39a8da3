import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  difference,
  differenceTable,
  differenceText,
  type Endpoint,
  endpointsFor,
  hostMatches,
} from '../../../../src/core';
import { expectGolden } from './golden';
import { anyNeeds, directNeeds, gatewayNeeds, hostileEndpoint, hostOf } from './lists';

const between = difference(endpointsFor({ ...gatewayNeeds, mode: 'direct' }), endpointsFor(gatewayNeeds));
const addresses = (endpoints: readonly Endpoint[]) => endpoints.map(({ host, port }) => `${host}:${port}`);
const contains = (endpoints: readonly Endpoint[], host: string, port: number) =>
  endpoints.some((each) => each.port === port && (hostMatches(each.host, host) || each.host === host));

describe('the difference a gateway makes', () => {
  it('opens the gateway, and what only a known name makes exact', () => {
    const { open } = difference(
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

  it('keeps what the gateway cannot carry', () => {
    expect(addresses(between.keep)).toEqual(
      expect.arrayContaining(['login.microsoftonline.com:443', 'emdl.ws.microsoft.com:80']),
    );
    const licensing = difference(
      endpointsFor({ ...directNeeds, scenarios: ['windowsLicensing', 'extendedSecurityUpdates'] }),
      endpointsFor({ ...gatewayNeeds, scenarios: ['windowsLicensing', 'extendedSecurityUpdates'] }),
    );
    expect(addresses(licensing.keep)).toEqual(
      expect.arrayContaining(['dls.microsoft.com:443', 'www.microsoft.com:80']),
    );
    expect(licensing.close.map(({ endpoint }) => addresses([endpoint])[0])).toContain('www.microsoft.com:443');
  });

  it('is shown as reviewed', () => {
    expectGolden('difference.md', differenceTable(between));
    expectGolden('difference.diff', differenceText(between));
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
    fc.assert(
      fc.property(all, ([from, to, [host, port]]) => {
        const { open, close } = difference(from, to);
        const after =
          contains(to, host, port) ||
          contains(
            close.map(({ endpoint }) => endpoint),
            host,
            port,
          );
        expect(after).toBe(contains(from, host, port) || contains(open, host, port));
      }),
      { numRuns: 300 },
    );
  });

  it('puts each host on one side only, whatever the hosts are', () => {
    const list = fc.array(hostileEndpoint, { maxLength: 6 });
    fc.assert(
      fc.property(list, list, (from, to) => {
        const { open, close, keep } = difference(from, to);
        expect(open.length + keep.length).toBe(new Set(addresses(to)).size);
        const closed = addresses(close.map(({ endpoint }) => endpoint));
        expect(closed.filter((each) => addresses(to).includes(each))).toEqual([]);
        expect(differenceText({ open, close, keep, closeAfterHours: 1, source: '' }).split('\n')).toHaveLength(
          open.length + close.length + keep.length + 1,
        );
      }),
    );
  });

  it('is empty between a list and itself', () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const list = endpointsFor(needs);
        expect(difference(list, list)).toMatchObject({ open: [], close: [] });
      }),
    );
  });

  it('does not open what is reached at a private address', () => {
    const { close, open } = difference(
      endpointsFor(directNeeds),
      endpointsFor({ ...directNeeds, mode: 'privateLink' }),
    );
    expect(open).toEqual([]);
    expect(close.map(({ endpoint }) => endpoint.host)).toEqual(
      expect.arrayContaining(['*.his.arc.azure.com', '*.guestconfiguration.azure.com']),
    );
  });
});
