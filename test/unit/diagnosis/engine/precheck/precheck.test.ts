import { config } from '@vscode/l10n';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../../src/planning/network/endpoint';
import { addressKind } from '../../../../../src/kernel/knowledge/addressKind';
import { firewallTicket, firewallTicketCsv } from '../../../../../src/diagnosis/engine/precheck/firewallTicket';
import conclusions from '../../../../../src/diagnosis/engine/precheck/data/conclusions.json';
import { fixText, seenText } from '../../../../../src/diagnosis/engine/precheck/conclusionText';
import { inEnglish, translated } from '../../../../../src/kernel/text/phrases';
import { judge } from '../../../../../src/diagnosis/engine/precheck/judge';
import type { ProbeResult } from '../../../../../src/planning/network/probes/probeResult';
import { precheck } from '../../../../../src/diagnosis/engine/precheck/precheck';
import {
  checkCertificates,
  type CertificateCheck,
} from '../../../../../src/diagnosis/engine/precheck/certificates/certificateCheck';
import certificateFindings from '../../../../../src/diagnosis/engine/precheck/certificates/data/certificateFindings.json';
import { precheckReport } from '../../../../../src/diagnosis/engine/precheck/precheckReport';
import type { Probe, ProbePlan } from '../../../../../src/planning/network/probes/probe';
import { probesFor } from '../../../../../src/planning/network/probes/probesFor';
import { routingContextOf } from '../../../../../src/planning/network/routingContext';
import { signerOf } from '../../../../../src/diagnosis/engine/precheck/signer';
import type { ServerSite } from '../../../../../src/planning/site/site';
import { base64Certificate } from '../../../../support/derCertificate';
import { useGoldens } from '../../../../support/golden';
import { branch } from './site';

const microsoft = [
  'O=Microsoft Corporation, CN=Microsoft Azure RSA TLS Issuing CA 03',
  'O=DigiCert Inc, CN=DigiCert Global Root G2',
];
const untold: ProbeResult = { stage: 'done', addresses: ['20.1.2.3'], milliseconds: 42, issuers: microsoft };
const good: ProbeResult = { ...untold, isTrusted: true };

const probe = (change: Partial<Probe> & { privateEndpoint?: true } = {}): Probe => {
  const { privateEndpoint, ...rest } = change;
  const endpoint: Endpoint = {
    host: 'gbl.his.arc.azure.com',
    port: 443,
    protocol: 'https',
    from: ['server'],
    purpose: 'Azure Arc',
    when: 'always',
    isAlwaysNeeded: true,
    source: 'test',
    ...(privateEndpoint ? { privateEndpoint } : {}),
  };
  return { host: endpoint.host, port: 443, protocol: 'https', via: 'direct', from: ['server'], endpoint, ...rest };
};
const proxied = probe({ via: 'proxy' });
const failed = (
  stage: ProbeResult['stage'],
  failure: ProbeResult['failure'],
  more: Partial<ProbeResult> = {},
): ProbeResult => ({
  stage,
  ...(failure === undefined ? {} : { failure }),
  addresses: [],
  milliseconds: 3000,
  issuers: [],
  ...more,
});

const relay = probe({ via: 'proxy', webSocket: '/$hc/x' });
const unanswered = failed('upgrade', 'timeout', { issuers: microsoft, isTrusted: true });
const inspected = ['CN=Contoso Web Gateway'];

describe('a judgment', () => {
  it.each([
    ['all is well', probe(), good, 'open', 'nobody'],
    ['no name', probe(), failed('dns', 'notFound'), 'blocked', 'dns'],
    ['silent DNS', probe(), failed('dns', 'timeout'), 'blocked', 'dns'],
    ['no name of the gateway', probe({ host: 'abc.gw.arc.azure.com' }), failed('dns', 'notFound'), 'blocked', 'azure'],
    ['no name of the proxy', proxied, failed('dns', 'notFound'), 'blocked', 'dns'],
    ['dropped', probe(), failed('connect', 'timeout', { addresses: ['20.1.2.3'] }), 'blocked', 'network'],
    ['rejected', probe(), failed('connect', 'refused', { addresses: ['20.1.2.3'] }), 'blocked', 'network'],
    ['proxy refuses', proxied, failed('connect', 'refused'), 'blocked', 'proxy'],
    ['no way to the proxy', proxied, failed('connect', 'timeout'), 'blocked', 'network'],
    ['407', proxied, failed('proxy', 'status', { status: 407 }), 'blocked', 'proxy'],
    ['403', proxied, failed('proxy', 'status', { status: 403 }), 'blocked', 'proxy'],
    ['503', proxied, failed('proxy', 'status', { status: 503 }), 'blocked', 'proxy'],
    ['mute proxy', proxied, failed('proxy', 'timeout'), 'blocked', 'proxy'],
    ['cut by name', probe(), failed('tls', 'reset', { addresses: ['20.1.2.3'] }), 'blocked', 'network'],
    ['cut by name behind the proxy', proxied, failed('tls', 'closed'), 'blocked', 'proxy'],
    [
      'plain HTTP denied',
      probe({ via: 'proxy', protocol: 'http' }),
      failed('http', 'status', { status: 403 }),
      'blocked',
      'proxy',
    ],
    [
      'a named inspector',
      probe(),
      { ...good, issuers: ['O=Zscaler Inc., CN=Zscaler Intermediate Root CA'], isTrusted: false },
      'inspected',
      'inspection',
    ],
    [
      'an inspector that is trusted',
      probe(),
      { ...good, issuers: ['CN=Contoso Web Gateway'] },
      'inspected',
      'inspection',
    ],
    ['a forged name', probe(), { ...good, isTrusted: false }, 'doubtful', 'machine'],
    ['a forged name of which trust was not looked at', probe(), untold, 'doubtful', 'machine'],
    ['no look at TLS', probe(), { ...untold, issuers: [] }, 'doubtful', 'machine'],
    ['a signer that was not seen', probe(), { ...good, issuers: [] }, 'doubtful', 'machine'],
    ['a chain that is not trusted', probe(), { ...good, issuers: [], isTrusted: false }, 'doubtful', 'machine'],
    ['a private address', probe(), { ...good, addresses: ['10.1.2.3'] }, 'private', 'dns'],
    [
      'a private address with nothing behind',
      probe(),
      failed('connect', 'timeout', { addresses: ['fd00::1'] }),
      'blocked',
      'dns',
    ],
    ['a filter of names', probe(), failed('connect', 'refused', { addresses: ['0.0.0.0'] }), 'blocked', 'dns'],
    ['a private endpoint', probe({ privateEndpoint: true }), { ...good, addresses: ['10.0.0.4'] }, 'open', 'nobody'],
    ['a public address for a private endpoint', probe({ privateEndpoint: true }), good, 'doubtful', 'dns'],
    [
      'plain HTTP without a certificate',
      probe({ protocol: 'http' }),
      { ...good, issuers: [], status: 404 },
      'open',
      'nobody',
    ],
    ['a WebSocket that is accepted', relay, { ...good, status: 101 }, 'open', 'nobody'],
    ['a WebSocket without a token', relay, { ...good, status: 401 }, 'open', 'nobody'],
    ['a WebSocket of another path', relay, { ...good, status: 404 }, 'open', 'nobody'],
    ['a bad request for a WebSocket', relay, { ...good, status: 400 }, 'open', 'nobody'],
    ['an answer to another request', relay, { ...good, status: 200 }, 'doubtful', 'azure'],
    ['a service in trouble', relay, { ...good, status: 503 }, 'doubtful', 'azure'],
    ['no look at WebSockets', relay, good, 'doubtful', 'machine'],
    ['no answer to the upgrade', relay, unanswered, 'blocked', 'proxy'],
    ['no answer to the upgrade, without a proxy', { ...relay, via: 'direct' }, unanswered, 'blocked', 'network'],
    [
      'an upgrade whose header is gone',
      relay,
      { ...unanswered, failure: 'status', status: 426, issuers: inspected },
      'blocked',
      'proxy',
    ],
    [
      '101 of someone else',
      relay,
      { ...unanswered, failure: 'other', status: 101, issuers: inspected },
      'blocked',
      'proxy',
    ],
    ['426 of the service itself', relay, { ...unanswered, failure: 'status', status: 426 }, 'doubtful', 'azure'],
    [
      'a refusal that an inspector may have caused',
      relay,
      { ...good, status: 401, issuers: inspected },
      'inspected',
      'inspection',
    ],
    [
      'a WebSocket through an inspector',
      relay,
      { ...good, status: 101, issuers: inspected },
      'inspected',
      'inspection',
    ],
    ['407 before the upgrade', relay, failed('proxy', 'status', { status: 407 }), 'blocked', 'proxy'],
  ] as const)('%s', (_, tried, observation, verdict, responsible) => {
    const judged = judge(tried, observation, { host: 'proxy.contoso.com', port: 8080 });
    expect(judged).toMatchObject({ verdict, responsible });
    const row = { ...judged, host: tried.host, port: tried.port };
    for (const show of [translated, inEnglish]) {
      expect(seenText(row, show)).toMatch(/^[A-Z].*\.$/);
      // Every placeholder has a value.
      expect(seenText(row, show) + fixText(row, show)).not.toMatch(/[{}]/);
      expect(fixText(row, show) === '').toBe(verdict === 'open');
    }
  });

  it('tells an unknown issuer from a product that is known to inspect', () => {
    expect(judge(probe(), { ...good, issuers: ['CN=Contoso Web Gateway'] }).code).toBe('unknownIssuer');
    expect(judge(probe(), { ...good, issuers: ['O=Zscaler Inc., CN=Zscaler'] }).code).toBe('inspector');
  });
});

describe('signers', () => {
  it('are told by the issuer of the host’s own certificate', () => {
    expect(signerOf(microsoft)).toEqual({ kind: 'public' });
    expect(signerOf(['C = US, O = DigiCert Inc, CN = DigiCert TLS RSA SHA256 2020 CA1'])).toEqual({ kind: 'public' });
    expect(signerOf(['CN=Branch', 'CN=Fortinet_CA_SSL, O=Fortinet'])).toMatchObject({ product: 'Fortinet FortiGate' });
    expect(signerOf(['CN=Contoso Issuing', 'O=DigiCert Inc'])).toMatchObject({ kind: 'other' });
    expect(signerOf([])).toBeUndefined();
  });

  it.each([
    'C=US; O=DigiCert Inc; CN=DigiCert TLS RSA SHA256 2020 CA1',
    'C = US, O = "DigiCert, Inc.", CN = DigiCert TLS RSA4096 Root G5',
    'O=DigiCert, Inc., CN=DigiCert TLS RSA4096 Root G5',
    '/C=US/O=Microsoft Corporation/CN=Microsoft Azure TLS Issuing CA 01',
    'CN=Microsoft Azure RSA TLS Issuing CA 03, O=Microsoft Corporation, C=US',
  ])('are public by their organization, however it is written: %s', (issuer) => {
    expect(signerOf([issuer])).toEqual({ kind: 'public' });
  });

  it.each([
    'O=Contoso, CN=DigiCert Proxy CA',
    'CN=GlobalSign',
    'O=Contoso DigiCert Inc, CN=Branch',
    'OU=Microsoft Corporation, CN=Branch',
    'CN=Microsoft RSA TLS, O=Contoso',
    'CN="Branch, O=Microsoft Corporation"',
    'CN="Branch, O=Microsoft Corporation", O=Contoso',
  ])('are not public by a word in a name: %s', (issuer) => {
    expect(signerOf([issuer])).toEqual({ kind: 'other', issuer });
  });
});

describe('addresses', () => {
  it.each([
    ['20.1.2.3', 'public'],
    ['10.0.0.1', 'private'],
    ['172.15.255.255', 'public'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.1.1', 'private'],
    ['100.63.255.255', 'public'],
    ['100.64.0.1', 'carrier'],
    ['169.254.169.254', 'linkLocal'],
    ['198.19.0.1', 'benchmark'],
    ['127.0.0.53', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1', 'linkLocal'],
    ['fd12:3456::1', 'private'],
    ['fc00::1', 'private'],
    ['2603:1030::1', 'public'],
    ['::ffff:10.0.0.1', 'private'],
    ['FD00::A', 'private'],
    ['::ffff:a00:4', 'private'],
    ['0:0:0:0:0:FFFF:0A00:0004', 'private'],
    ['::ffff:14.0.0.1', 'public'],
    ['64:ff9b::a00:4', 'private'],
    ['64:ff9b::192.168.0.1', 'private'],
    ['64:ff9b::1401:203', 'public'],
    ['64:ff9b:1::a00:4', 'public'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['fe80::1%eth0', 'linkLocal'],
    ['::ffff:10.0.0', 'public'],
    ['1::2::3', 'public'],
    ['not an address', 'public'],
  ])('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

const direct: ServerSite = {
  ...branch,
  connection: 'direct',
  network: {},
  scenarios: ['dataServices', 'keyVault'],
};

describe('the probes of a topology', () => {
  it('go where the agent would: all through the proxy, the gateway too', () => {
    const plan = probesFor(routingContextOf(branch));
    expect(plan.proxy).toEqual({ host: 'proxy.contoso.com', port: 8080 });
    expect(plan.probes.map(({ via }) => via)).not.toContain('direct');
    expect(plan.probes.map(({ host }) => host)).toContain('abc123.gw.arc.azure.com');
    expect(plan.unprobed).toEqual([]);
  });

  it('go round the proxy where the agent’s bypass says so', () => {
    const bypassing: ServerSite = {
      ...branch,
      connection: 'direct',
      network: { ...branch.network, bypass: { hosts: ['management.azure.com'] } },
    };
    const of = (host: string) => probesFor(routingContextOf(bypassing)).probes.find((each) => each.host === host)?.via;
    expect([of('management.azure.com'), of('pas.windows.net')]).toEqual(['direct', 'proxy']);
  });

  it('go to private endpoints without the proxy', () => {
    const scoped: ServerSite = { ...branch, connection: 'privateLink' };
    const direct = probesFor(routingContextOf(scoped)).probes.filter(({ via }) => via === 'direct');
    expect(direct.map(({ host }) => host)).toContain('gbl.his.arc.azure.com');
    expect(direct.filter(({ endpoint }) => !endpoint.privateEndpoint)).toEqual([]);
  });

  it('stand for a wildcard where a name of it is known, and say so where none is', () => {
    const { probes, unprobed } = probesFor(routingContextOf(direct));
    const hosts = probes.map(({ host }) => host);
    expect(hosts).toEqual(
      expect.arrayContaining([
        'gbl.his.arc.azure.com',
        'weu.his.arc.azure.com',
        'westeurope.login.microsoft.com',
        'westeurope-gas.guestconfiguration.azure.com',
      ]),
    );
    expect(hosts.join()).not.toMatch(/[*<]/);
    const left = unprobed.map(({ endpoint }) => endpoint.host);
    expect(left).toEqual(expect.arrayContaining(['azgn*.servicebus.windows.net', '<vault>.vault.azure.net']));
  });

  it('are each host and port once', () => {
    const keys = probesFor(routingContextOf(direct)).probes.map(({ host, port }) => `${host}:${port}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('say that the gateway’s URL is missing', () => {
    const nameless: ServerSite = { ...branch, gateway: { id: branch.gateway.id } };
    expect(probesFor(routingContextOf(nameless)).unprobed[0]?.reason).toBe('gatewayUrlMissing');
  });
});

const plan: ProbePlan = probesFor(routingContextOf({ ...branch, scenarios: ['keyVault', 'extendedSecurityUpdates'] }));
const observations: readonly (ProbeResult | undefined)[] = plan.probes.map(({ host }, index) => {
  if (host === 'login.microsoftonline.com') return failed('proxy', 'status', { status: 407 });
  if (host === 'management.azure.com') return { ...good, issuers: ['O=Netskope Inc, CN=ca.contoso.goskope.com'] };
  if (host === 'packages.microsoft.com') return undefined;
  return host === 'www.microsoft.com' ? failed('http', 'timeout') : { ...good, milliseconds: 20 + index };
});
const rows = precheck(plan, observations);
const circumstances = { now: Date.UTC(2026, 11, 1), hasWindows: true };
const certificates = checkCertificates(
  plan,
  observations.map((each, index): ProbeResult | undefined => each && withChain(each, index)),
  circumstances,
);
const nothingSeen: CertificateCheck = { findings: [], unseen: [], seenHosts: 0, allHosts: 0 };

/** An inspecting proxy with negative serial numbers, and one host of which nothing was seen. */
function withChain(result: ProbeResult, index: number): ProbeResult {
  if (result.stage !== 'done' || index === 3) return result;
  const issuer = 'O=Contoso, CN=Contoso Proxy';
  const sent = [
    base64Certificate({ issuer, subject: `CN=host-${index}`, serial: [0xf0, index] }),
    base64Certificate({ issuer, subject: issuer, serial: [7] }),
  ];
  const suite = 'ECDHE-RSA-AES256-SHA384';
  return { ...result, chain: { sentChain: 'seen', sent, fromStore: [], isCut: false, protocol: 'TLSv1.2', suite } };
}

const place = { site: 'branch.arc.json', proxyUrl: 'http://proxy.contoso.com:8080' };

describe('a pre-check', () => {
  it('has a row for each probe and each endpoint that had none, the urgent first', () => {
    expect(rows).toHaveLength(plan.probes.length + plan.unprobed.length);
    const order = ['blocked', 'inspected', 'private', 'doubtful', 'unprobed', 'open'];
    const places = rows.map(({ verdict }) => order.indexOf(verdict));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('takes a result that did not arrive for none', () => {
    expect(rows.find(({ host }) => host === 'packages.microsoft.com')).toMatchObject({ verdict: 'unprobed' });
  });

  const expectGolden = useGoldens('precheck');

  it('is a report, a ticket, and a table', () => {
    expectGolden('report.md', precheckReport(place, rows, certificates, ['The proxy looks names up.']));
    expectGolden('ticket.md', firewallTicket(place, rows, certificates));
    expectGolden('ticket.csv', firewallTicketCsv(rows, certificates));
  });

  it('is a report in the display language, and a ticket in English', () => {
    const ticket = firewallTicket(place, rows, certificates);
    const table = firewallTicketCsv(rows, certificates);
    const sentences = [
      ...Object.values(conclusions.conclusions).flatMap(({ seen, fix }) => [seen, fix]),
      ...Object.values(certificateFindings.findings).flatMap(({ seen, when }) => [seen, when]),
    ];
    config({ contents: Object.fromEntries(sentences.map((text) => [text, `«${text}»`])) });
    try {
      const report = precheckReport(place, rows, certificates);
      expect(report).toContain('«Exempt this host from TLS inspection.»');
      expect(report).toContain('«before');
      expect(firewallTicket(place, rows, certificates)).toBe(ticket);
      expect(firewallTicketCsv(rows, certificates)).toBe(table);
    } finally {
      config({ contents: {} });
    }
  });

  it('names one cause once, whatever the hosts are', () => {
    const reportOn = (all: readonly ProbeResult[]): string => precheckReport(place, precheck(plan, all), nothingSeen);
    const all = plan.probes.map(() => failed('connect', 'timeout'));
    expect(reportOn(all)).toContain('All probes ended in the same way');
    expect(reportOn(all.with(0, failed('connect', 'unreachable')))).not.toContain('All probes ended in the same way');
  });

  it('asks for nothing when nothing is missing', () => {
    const open = precheck(
      { probes: plan.probes, unprobed: [] },
      plan.probes.map(() => good),
    );
    expect(firewallTicket(place, open, nothingSeen)).toContain('Nothing has to change');
    expect(precheckReport(place, open, nothingSeen)).toContain(`${open.length} of ${open.length} open`);
  });

  it('keeps whatever a certificate says inside its cell', { timeout: 60_000 }, () => {
    const nasty = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(nasty, (text) => {
        const hostile = precheck({ probes: [probe()], unprobed: [] }, [
          { ...good, issuers: [`CN=${text} <script>|\n\u001b[31m`] },
        ]);
        const report = precheckReport(place, hostile, nothingSeen);
        const lines = report.split('\n').filter((line) => line.startsWith('|'));
        expect(lines).toHaveLength(3);
        expect(report).not.toMatch(/[^\\]<script|\u001b/);
        expect(firewallTicketCsv(hostile, nothingSeen).split('\r\n')).toHaveLength(3);
      }),
    );
  });
});
