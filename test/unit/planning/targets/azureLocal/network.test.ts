import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bypassFor } from '../../../../../src/planning/network/bypass/bypassFor';
import { withoutCovered } from '../../../../../src/planning/network/bypass/withoutCovered';
import { routeOf } from '../../../../../src/planning/network/routeOf';
import { registrationBypass } from '../../../../../src/planning/targets/azureLocal/bypass';
import data from '../../../../../src/planning/targets/azureLocal/data/endpoints.json';
import { instanceEndpoints } from '../../../../../src/planning/targets/azureLocal/endpoints';
import { azureLocalNetwork } from '../../../../../src/planning/targets/azureLocal/network';
import type { Site } from '../../../../../src/planning/site/site';
import { parseIpv4, rangesBetween } from '../../../../../src/kernel/text/ipv4';
import { useGoldens } from '../../../../support/golden';
import { expectHits } from '../../../../support/hits';
import { instanceOf, instanceSite } from './sites';

const expectGolden = useGoldens('azureLocal');

const listed = (mode: 'direct' | 'gateway', region: string): string =>
  instanceEndpoints({ mode, region, release: '2608' })
    .map(({ host, port, protocol, from }) => `${protocol} ${host}:${port} ${from.join(' ')}\n`)
    .join('');

describe('the endpoints of an Azure Local instance', () => {
  const names = data.regions.map(({ name }) => name);
  // Those of the others are told as what differs.
  const regions = ['westeurope', ...names.filter((name) => name !== 'westeurope')];

  it('are published for eight regions', () => {
    expect(regions).toHaveLength(8);
  });

  it.each(regions)('of %s are those of its list, fewer than thirty through a gateway', (region) => {
    const base = (mode: string): string | undefined => (region === 'westeurope' ? undefined : `westeurope-${mode}`);
    for (const mode of ['direct', 'gateway'] as const)
      expectGolden(`${region}-${mode}`, listed(mode, region), base(mode));
    expect(instanceEndpoints({ mode: 'gateway', region, release: '2608' }).length).toBeLessThan(30);
    expect(instanceEndpoints({ mode: 'direct', region }).length).toBeGreaterThan(70);
  });

  it('stay open for a release whose gateway doesn’t carry them yet', () => {
    const hosts = (release: string) =>
      instanceEndpoints({ mode: 'gateway', region: 'westeurope', release }).map(({ host }) => host);
    expect(hosts('2408')).toContain('download.microsoft.com');
    expect(hosts('2506')).not.toContain('download.microsoft.com');
    expect(hosts('2506')).not.toContain('portal.azure.com');
  });

  it('have the names of the site where they are known, and keep the placeholders elsewhere', () => {
    const hosts = (needs: object) =>
      instanceEndpoints({ mode: 'gateway', region: 'centralindia', ...needs }).map(({ host }) => host);
    expect(hosts({ keyVault: 'kv-azl', witness: 'witness1', gatewayEndpoint: 'ab12.gw.arc.azure.com' })).toEqual(
      expect.arrayContaining([
        'kv-azl.vault.azure.net',
        'witness1.blob.core.windows.net',
        'ab12.gw.arc.azure.com',
        'pn.his.arc.azure.com',
      ]),
    );
    expect(hosts({})).toEqual(expect.arrayContaining(['<keyvault>.vault.azure.net', '<prefix>.gw.arc.azure.com']));
  });
});

const everything = instanceSite({ aks: {}, vms: {} });

/** The route from each who asks, as `category: hops`. */
const routes = (of: Site, target: string): readonly string[] =>
  azureLocalNetwork.routes(instanceOf(of), of).map((context) => {
    const { category, hops } = routeOf(target, context);
    return `${context.source}: ${category}, ${hops
      .slice(1)
      .map(({ kind }) => kind)
      .join(' ')}`;
  });

describe('the routes of an Azure Local instance', () => {
  it('go through the Arc proxy of the machine, and for resource bridge and AKS at the address of the cluster', () => {
    expect(routes(everything, 'dp.stackhci.azure.com')).toEqual([
      'localNode: gateway, arcProxy enterpriseProxy gateway target',
      'resourceBridge: gateway, clusterAddress enterpriseProxy gateway target',
      'aksNode: gateway, clusterAddress enterpriseProxy gateway target',
      'aksPod: gateway, clusterAddress enterpriseProxy gateway target',
      'localVm: gateway, arcProxy enterpriseProxy gateway target',
    ]);
    const [, bridge] = azureLocalNetwork.routes(instanceOf(everything), everything);
    expect(bridge && routeOf('dp.stackhci.azure.com', bridge).hops[1]).toEqual({
      kind: 'clusterAddress',
      name: '10.20.0.10:40343',
    });
  });

  it('leave plain HTTP and what no gateway carries to the enterprise proxy', () => {
    expect(routes(instanceSite(), 'http://ocsp.digicert.com')).toEqual([
      'localNode: enterpriseProxy, enterpriseProxy target',
      'resourceBridge: enterpriseProxy, enterpriseProxy target',
    ]);
    expect(routes(instanceSite(), 'downloads.dell.com')).toEqual([
      'localNode: enterpriseProxy, arcProxy enterpriseProxy target',
      'resourceBridge: enterpriseProxy, clusterAddress enterpriseProxy target',
    ]);
  });

  it('go straight to what is bypassed: machines, cluster, infrastructure and domain', () => {
    for (const host of ['hamburg-n1', '10.20.0.12', '10.20.0.10', '10.20.0.69', 'dc1.corp.contoso.com', 'HAMBURG']) {
      expect(routes(instanceSite(), host)).toEqual(['localNode: bypass, target', 'resourceBridge: bypass, target']);
    }
    expect(routes(instanceSite(), '10.20.0.70')[0]).not.toContain('bypass');
  });

  it('ask for the time past everything', () => {
    const [node] = azureLocalNetwork.routes(instanceOf(everything), everything);
    expect(node && routeOf('time.windows.com:123', node)).toMatchObject({
      category: 'bypass',
      why: { id: 'notHttp' },
      allow: [{ by: 'firewall', host: 'time.windows.com', port: 123, isUdp: true }],
    });
  });

  it('have nobody who isn’t there', () => {
    expect(azureLocalNetwork.routes(instanceOf(instanceSite()), instanceSite()).map(({ source }) => source)).toEqual([
      'localNode',
      'resourceBridge',
    ]);
  });
});

describe('the bypass list of a registration', () => {
  it('has the machines, the cluster, exactly the infrastructure range, and the domain', () => {
    const site = instanceSite(
      {},
      { network: { proxyUrl: 'http://10.20.1.5:8080', bypass: { cidrs: ['10.30.0.0/24'] } } },
    );
    expect(registrationBypass(instanceOf(site), site).text).toBe(
      [
        'localhost,127.0.0.1,HAMBURG-N1,HAMBURG-N2,HAMBURG,corp.contoso.com,*.corp.contoso.com',
        '10.20.0.11,10.20.0.12,10.20.0.10',
        ...Array.from({ length: 20 }, (_, index) => `10.20.0.${50 + index}`),
        '10.30.0.*',
      ].join(','),
    );
  });

  it('has a subnet in the place of what lies in it', () => {
    const site = instanceSite({ infrastructure: { from: '10.20.0.50', to: '10.20.0.69', subnet: '10.20.0.0/24' } });
    expect(registrationBypass(instanceOf(site), site).text).toBe(
      'localhost,127.0.0.1,HAMBURG-N1,HAMBURG-N2,HAMBURG,corp.contoso.com,*.corp.contoso.com,10.20.0.*',
    );
  });
});

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(fc.constantFrom(10, 192), fc.constantFrom(0, 1), octet, octet).map((parts) => parts.join('.'));
const pattern = fc.tuple(address, fc.integer({ min: 1, max: 4 })).map(([text, kept]) =>
  text
    .split('.')
    .map((part, index) => (index < kept ? part : '*'))
    .join('.'),
);
const matches = (text: string, of: string): boolean =>
  text.split('.').every((part, index) => part === '*' || part === of.split('.')[index]);

describe('a merged list', () => {
  it('covers exactly what it covered before', () => {
    let merged = 0;
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 12 }), address, (texts, asked) => {
        const kept = withoutCovered([], texts, '*.');
        if (kept.length < new Set(texts).size) merged++;
        expect(kept.some((text) => matches(text, asked))).toBe(texts.some((text) => matches(text, asked)));
        for (const [index, text] of kept.entries())
          expect(kept.some((other, at) => at !== index && matches(other, text))).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expectHits({ merged }, 200);
  });

  it('keeps an address beside its range, for .NET knows no ranges', () => {
    expect(bypassFor({ ips: ['10.0.0.4'], cidrs: ['10.0.0.0/8', '10.1.0.0/16'] }, 'noProxy').text).toBe(
      'localhost,127.0.0.1,.svc,10.0.0.4,10.0.0.0/8',
    );
  });

  it('takes time in proportion to 20,000 entries', () => {
    let asked = 0;
    const texts = Array.from({ length: 20_000 }, (_, index) => `10.${index % 200}.${index % 256}.${index % 250}`);
    const counting = new Proxy(texts, { get: (list, key) => (asked++, Reflect.get(list, key) as unknown) });
    expect(withoutCovered([], counting, '*.').length).toBeGreaterThan(1000);
    expect(asked).toBeLessThan(3 * texts.length);
  });
});

describe('the ranges between two addresses', () => {
  it('are together exactly the addresses from one to the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 5000 }), (from, count) => {
        const to = Math.min(from + count, 2 ** 32 - 1);
        let next = from;
        for (const { base, prefix } of rangesBetween(from, to)) {
          expect(base).toBe(next);
          next = base + 2 ** (32 - prefix);
        }
        expect(next).toBe(to + 1);
      }),
    );
  });

  it('are none in the wrong order, and one for all addresses', () => {
    expect(rangesBetween(parseIpv4('10.0.0.2') ?? 0, parseIpv4('10.0.0.1') ?? 0)).toEqual([]);
    expect(rangesBetween(0, 2 ** 32 - 1)).toEqual([{ base: 0, prefix: 0 }]);
  });
});
