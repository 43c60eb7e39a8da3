import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BypassContext } from '../../../../src/planning/network/bypass/bypass';
import { type BypassConsumer, bypassFor } from '../../../../src/planning/network/bypass/bypassFor';
import type { BypassEntries } from '../../../../src/planning/site/site';
import { octetPatterns, parseCidr, parseIpv4 } from '../../../../src/kernel/text/ipv4';
import { expectHits } from '../../../support/hits';

const wishes: BypassEntries = {
  hosts: ['server01', 'app.contoso.com'],
  domains: ['contoso.com'],
  ips: ['192.168.1.10'],
  cidrs: ['10.1.0.0/16', '192.168.4.0/22'],
};

const run = (some: BypassEntries, consumer: BypassConsumer, context?: BypassContext) => {
  const { text, findings } = bypassFor(some, consumer, context);
  return { text, codes: findings.map(({ code, severity }) => `${severity} ${code.replace('bypass.', '')}`), findings };
};

const inRange = (cidr: string, address: number): boolean => {
  const range = parseCidr(cidr);
  return range !== undefined && address >= range.base && address < range.base + 2 ** (32 - range.prefix);
};
const octets = (address: number) => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
const matchesOctets = (pattern: string, address: number): boolean =>
  pattern.split('.').every((part, index) => part === '*' || Number(part) === octets(address)[index]);

describe('the bypass text', () => {
  it('of Azure Local has commas, stars and no CIDR', () => {
    expect(run(wishes, 'azureLocal')).toMatchObject({
      text: 'localhost,127.0.0.1,server01,*.contoso.com,192.168.1.10,10.1.*.*,192.168.4.*,192.168.5.*,192.168.6.*,192.168.7.*',
      codes: [],
    });
  });

  it('of WinINET has semicolons', () => {
    expect(run(wishes, 'winInet')).toMatchObject({
      text: 'localhost;127.0.0.1;server01;*.contoso.com;192.168.1.10;10.1.*.*;192.168.4.*;192.168.5.*;192.168.6.*;192.168.7.*',
      codes: [],
    });
  });

  it('of NO_PROXY has leading dots, CIDR and .svc', () => {
    expect(run(wishes, 'noProxy')).toMatchObject({
      text: 'localhost,127.0.0.1,.svc,server01,.contoso.com,192.168.1.10,10.1.0.0/16,192.168.4.0/22',
      codes: [
        'info hostIncludesSubdomains',
        'info domainIncludesItself',
        'info rangesNotInDotnet',
        'info azureLocalAdds',
      ],
    });
  });

  it('of az connectedk8s has the names of the cluster', () => {
    expect(run({ cidrs: ['10.96.0.0/12'] }, 'connectedk8s')).toMatchObject({
      text: 'kubernetes.default.svc,.svc.cluster.local,.svc,10.96.0.0/12',
      codes: [],
    });
    expect(run({}, 'connectedk8s').codes).toEqual(['warning serviceRange']);
    expect(run({ hosts: ['Arc'], cidrs: ['10.96.0.0/12'] }, 'connectedk8s', { usesGateway: true }).codes).toEqual([
      'warning arcKeyword',
    ]);
  });

  it('of the agent has words for services', () => {
    expect(run({ hosts: ['weu.his.arc.azure.com', 'ARM'] }, 'agent')).toMatchObject({
      text: 'ARM,Arc',
      codes: ['info agentWordIsWider'],
    });
    expect(run({ hosts: ['app.contoso.com'], ips: ['10.0.0.1'] }, 'agent')).toMatchObject({
      text: '',
      codes: ['error agentWords', 'error agentWords'],
    });
    const ages = (wish: BypassEntries, agentVersion: string) => run(wish, 'agent', { agentVersion }).codes;
    expect(ages({ domains: ['westeurope.arcdataservices.com'] }, '1.35')).toContain('error agentTooOld');
    expect(ages({ hosts: ['AMA'] }, '1.44')).toEqual(['error agentTooOld']);
    expect(ages({ hosts: ['AMA'] }, '1.45')).toEqual([]);
    expect(run({ hosts: ['Arc'] }, 'agent', { usesGateway: true })).toMatchObject({
      text: 'Arc',
      codes: ['error ineffectiveWithGateway'],
    });
  });

  it('of a gateway is an array of full names', () => {
    expect(
      run({ hosts: ['Graph.microsoft.com', 'server01'], domains: ['contoso.com'], cidrs: ['10.0.0.0/8'] }, 'gateway', {
        agentVersion: '1.66',
      }),
    ).toMatchObject({
      text: '["graph.microsoft.com"]',
      codes: ['error gatewayNamesOnly', 'error gatewayNamesOnly', 'error gatewayNamesOnly'],
    });
    expect(run({}, 'gateway').codes).toEqual(['info gatewayNeedsAgent']);
    expect(run({}, 'gateway', { agentVersion: '1.63' }).codes).toEqual(['error gatewayNeedsAgent']);
    expect(run({}, 'gateway', { agentVersion: '1.65.2' }).codes).toEqual(['warning gatewayAgentEarly']);
    expect(run({ hosts: ['x.gw.arc.azure.com'] }, 'gateway', { agentVersion: '1.67' })).toMatchObject({
      text: '[]',
      codes: ['error gatewayItself'],
    });
  });

  it('of a gateway asks for a full name, and for no address', () => {
    const [wrong] = run({ hosts: ['*.contoso.com'] }, 'gateway', { agentVersion: '1.66' }).findings;
    expect(wrong).toMatchObject({ code: 'bypass.invalid', fix: expect.stringContaining('a full host name') as string });
    expect(wrong?.fix).not.toContain('address');
  });

  it.each<[string, BypassEntries, BypassConsumer, string]>([
    ['<local>', { hosts: ['<local>'] }, 'azureLocal', 'error local'],
    ['<local>', { hosts: ['<local>'] }, 'noProxy', 'error local'],
    ['.svc on Azure Local', { domains: ['svc'] }, 'azureLocal', 'error clusterName'],
    ['.svc on Azure Local', { hosts: ['kubernetes.default.svc'] }, 'azureLocal', 'error clusterName'],
    ['*.azurecr.io', { domains: ['*.azurecr.io'] }, 'azureLocal', 'error registryWildcard'],
    ['machines missing', {}, 'azureLocal', 'warning ownMachines'],
    ['a range as a host', { hosts: ['10.0.0.0/8'] }, 'noProxy', 'error invalid'],
    ['a URL', { hosts: ['http://x.contoso.com'] }, 'winInet', 'error invalid'],
    ['two names in one', { hosts: ['a,b'] }, 'azureLocal', 'error invalid'],
    ['no address', { ips: ['10.0.0.256'] }, 'azureLocal', 'error invalid'],
    ['a leading zero', { ips: ['10.0.0.01'] }, 'azureLocal', 'error invalid'],
    ['a mask', { cidrs: ['10.0.0.0/255.0.0.0'] }, 'noProxy', 'error invalid'],
    ['bits behind the prefix', { cidrs: ['10.0.0.5/8'] }, 'noProxy', 'warning hostBits'],
    ['a range of too many entries', { cidrs: ['10.0.0.0/25'] }, 'azureLocal', 'error tooMany'],
    ['a range of too many entries', { cidrs: ['10.0.0.0/9'] }, 'winInet', 'error tooMany'],
  ])('finds %s', (_, some, consumer, code) => {
    const { text, codes, findings } = run(some, consumer);
    expect(codes).toContain(code);
    const found = findings.find((each) => each.code === `bypass.${code.split(' ')[1] ?? ''}`);
    expect(found?.path).toMatch(/^bypass/);
    expect(found?.fix).toMatch(/\S/);
    if (code.startsWith('error')) expect(text).toBe(run({}, consumer).text);
  });

  it('writes <local> where it is known, and says where it is not', () => {
    expect(run({ hosts: ['<LOCAL>', 'server01'] }, 'winInet')).toMatchObject({
      text: 'localhost;127.0.0.1;<local>;server01',
      codes: ['warning localOnAzureLocal'],
    });
    for (const consumer of ['azureLocal', 'noProxy', 'connectedk8s'] as const)
      expect(run({ hosts: ['<local>'] }, consumer).text).toBe(run({}, consumer).text);
  });

  it.each<[string, boolean]>([
    ['170.254.0.0/16', true],
    ['169.254.0.0/16', false],
    ['169.254.169.254/32', false],
    ['10.0.0.0/8', false],
    ['10.0.0.0/7', true],
    ['11.0.0.0/8', true],
    ['172.16.0.0/12', false],
    ['172.31.255.0/24', false],
    ['172.32.0.0/16', true],
    ['172.0.0.0/8', true],
    ['192.168.0.0/16', false],
    ['192.169.0.0/24', true],
    ['192.0.0.0/8', true],
    ['100.64.0.0/10', false],
    ['100.128.0.0/16', true],
    ['127.0.0.0/8', false],
    ['128.0.0.0/8', true],
    ['198.18.0.0/15', true],
    ['0.0.0.0/0', true],
    ['20.1.2.3/32', true],
    ['fd00:10:96::/112', false],
    ['fe80::/10', false],
    ['2001:db8::/32', true],
    ['::/0', true],
  ])('of %s says whether it is public: %s', (cidr, isPublic) => {
    for (const consumer of ['noProxy', 'connectedk8s', 'azureLocal', 'winInet'] as const) {
      const { findings } = run({ cidrs: ['10.1.0.0/16', cidr] }, consumer);
      const found = findings.filter(({ code }) => code === 'bypass.publicRange');
      expect(found.map(({ severity, path }) => [severity, path])).toEqual(
        isPublic ? [['warning', 'bypass.cidrs.1']] : [],
      );
    }
    for (const consumer of ['agent', 'gateway'] as const)
      expect(run({ cidrs: [cidr] }, consumer).codes).not.toContain('warning publicRange');
  });

  it('calls a range public as soon as one of its addresses is', () => {
    const own = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
    const near = fc.constantFrom(...own.map((each) => parseCidr(each)?.base ?? 0));
    const hits = { own: 0, public: 0 };
    fc.assert(
      fc.property(
        near,
        fc.integer({ min: -1, max: 2 ** 22 }),
        fc.integer({ min: 0, max: 32 }),
        (base, offset, prefix) => {
          const cidr = `${octets(Math.max(0, base + offset)).join('.')}/${prefix}`;
          const range = parseCidr(cidr);
          if (!range) throw new Error(cidr);
          const last = range.base + 2 ** (32 - range.prefix) - 1;
          const isOwn = own.some((each) => inRange(each, range.base) && inRange(each, last));
          hits[isOwn ? 'own' : 'public']++;
          expect(run({ cidrs: [cidr] }, 'noProxy').codes.includes('warning publicRange')).toBe(!isOwn);
        },
      ),
    );
    expectHits(hits, 10);
  });

  it('never breaks out of its list, and says or reports every wish', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('a.b', '*.x', '10.0.0.0/30', '1.2.3.4', 'Arc', 'a;b', '.svc'));
    const some = fc.record({
      hosts: fc.array(text, { maxLength: 3 }),
      domains: fc.array(text, { maxLength: 3 }),
      ips: fc.array(text, { maxLength: 3 }),
      cidrs: fc.array(text, { maxLength: 3 }),
    });
    const hits = { refused: 0, taken: 0, allRefused: 0 };
    fc.assert(
      fc.property(
        some,
        fc.constantFrom<BypassConsumer>('azureLocal', 'winInet', 'noProxy', 'connectedk8s'),
        (all, consumer) => {
          const result = bypassFor(all, consumer);
          const separator = consumer === 'winInet' ? ';' : ',';
          for (const entry of result.text.split(separator)) expect(entry).toMatch(/^(?:[\w.*-]+(\/\d+)?|<local>)$/);
          const count = Object.values(all).flat().length;
          const errors = result.findings.filter(({ severity }) => severity === 'error').length;
          expect(errors).toBeLessThanOrEqual(count);
          if (errors > 0) hits.refused += 1;
          if (errors < count) hits.taken += 1;
          if (errors < count || count === 0) return;
          hits.allRefused += 1;
          expect(result.text).toBe(bypassFor({}, consumer).text);
        },
      ),
      { numRuns: 500 },
    );
    expectHits(hits, 10);
  });
});

describe('a range as octet patterns', () => {
  it.each([
    ['10.0.0.0/8', ['10.*.*.*']],
    ['172.16.0.0/16', ['172.16.*.*']],
    ['192.168.1.0/24', ['192.168.1.*']],
    ['192.168.1.7/32', ['192.168.1.7']],
    ['0.0.0.0/0', ['*.*.*.*']],
    ['172.16.0.0/12', Array.from({ length: 16 }, (_, index) => `172.${16 + index}.*.*`)],
    ['192.168.1.252/30', ['192.168.1.252', '192.168.1.253', '192.168.1.254', '192.168.1.255']],
  ])('%s', (cidr, expected) => {
    const range = parseCidr(cidr);
    expect(range && octetPatterns(range)).toEqual(expected);
  });

  it('covers exactly its addresses', () => {
    const address = fc.nat({ max: 2 ** 32 - 1 });
    const hits = { inside: 0, outside: 0 };
    fc.assert(
      fc.property(
        address,
        fc.integer({ min: 0, max: 32 }),
        address,
        fc.nat({ max: 255 }),
        (any, prefix, other, offset) => {
          const cidr = `${octets(any).join('.')}/${prefix}`;
          const range = parseCidr(cidr);
          if (!range) throw new Error(cidr);
          const patterns = octetPatterns(range);
          expect(patterns.length).toBeLessThanOrEqual(128);
          const size = 2 ** (32 - prefix);
          const near = [
            range.base - 1,
            range.base,
            range.base + size - 1,
            range.base + size,
            any,
            other,
            range.base + offset,
          ];
          for (const each of near.filter((value) => value >= 0 && value < 2 ** 32)) {
            const isInside = inRange(cidr, each);
            hits[isInside ? 'inside' : 'outside']++;
            expect(patterns.filter((pattern) => matchesOctets(pattern, each))).toHaveLength(isInside ? 1 : 0);
          }
        },
      ),
    );
    expectHits(hits, 50);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/', '10.0.0.0/8x', '::/0', '10.00.0.0/8'])(
    'is not %j',
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );

  it('reads addresses as numbers', () => {
    expect(parseIpv4('255.255.255.255')).toBe(2 ** 32 - 1);
    expect(parseIpv4('1.2.3')).toBeUndefined();
  });
});
