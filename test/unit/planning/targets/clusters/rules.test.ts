import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSite } from '../../../../../src/planning/checkSite';
import { blocks } from '../../../../../src/planning/blocks';
import type { ObservedAzureState } from '../../../../../src/planning/rules';
import type { Site } from '../../../../../src/planning/site/site';
import { rangesOverlap, type IpRange, ipRangeText } from '../../../../../src/kernel/text/ipRange';
import { expectHits } from '../../../../support/hits';
import { scopeId } from '../../site/documents';
import { clusterOf, clusterSite, proxied } from './sites';

/** Nothing to say about it but what holds anyway. */
const good = {
  serviceRange: '10.96.0.0/12',
  podRange: '10.244.0.0/16',
  apiServer: '192.168.10.5:6443',
  runtimeProxy: 'yes',
  deployment: { context: 'admin@ham', cliVersion: '2.80.0', extensionVersion: '1.11.2' },
} as const;
const network = { ...proxied, webSockets: 'yes' } as const;
const connected = { ...good, state: 'connected', agentVersion: '1.36.1' } as const;

const codes = (site: Site, observed: ObservedAzureState = {}): string[] =>
  checkSite(site, observed).flatMap(({ code, severity, path }) =>
    severity === 'ok' || /^gateway\.(other|same)Subscription$/.test(code) ? [] : [`${severity} ${code} ${path}`],
  );
const of = (cluster: object, net: object = network, rest: Partial<Site> = {}): Site =>
  clusterSite(cluster, { network: net, ...rest });
const at = 'targets.clusters.0';
const hosts = `info cluster.deploymentHosts ${at}.deployment`;

describe('the rules of a cluster', () => {
  it('say nothing of a cluster that is described and right', () => {
    expect(codes(of(good))).toEqual([hosts]);
    expect(codes(of(connected))).toEqual([]);
    expect(codes(of({ name: 'aks-1', deployment: good.deployment }, {}))).toEqual([hosts]);
  });

  it('say of the site’s own list alone that a range is public', () => {
    const site = of(
      { ...good, podRange: '25.0.0.0/16' },
      { ...network, bypass: { cidrs: ['10.1.0.0/16', '170.254.0.0/16'] } },
    );
    expect(codes(site).filter((code) => code.includes('publicRange'))).toEqual([
      'warning bypass.publicRange network.bypass.cidrs.1',
    ]);
  });

  it.each<[string, Site, string]>([
    [
      'no service range behind a proxy',
      of({ ...good, serviceRange: undefined }),
      `error cluster.serviceRangeMissing ${at}.serviceRange`,
    ],
    [
      'no service range of a connected one',
      of({ ...connected, serviceRange: undefined }),
      `error cluster.serviceRangeMissing ${at}.serviceRange`,
    ],
    [
      'no service range, although the bypass has ranges',
      of({ ...good, serviceRange: undefined }, { ...network, bypass: { cidrs: ['10.96.0.0/12'] } }),
      `error cluster.serviceRangeMissing ${at}.serviceRange`,
    ],
    [
      'a proxy for HTTP alone',
      of({ ...good, serviceRange: undefined }, { httpProxyUrl: 'http://p:80', webSockets: 'yes' }),
      `error cluster.serviceRangeMissing ${at}.serviceRange`,
    ],
    [
      'no API server behind a proxy',
      of({ ...good, apiServer: undefined }),
      `error cluster.apiServerMissing ${at}.apiServer`,
    ],
    ['ranges that overlap', of({ ...good, podRange: '10.100.0.0/16' }), `error cluster.rangesOverlap ${at}.podRange`],
    [
      'ranges of IPv6 that overlap',
      of({ ...good, serviceRange: '10.96.0.0/12,fd00::/112', podRange: '10.244.0.0/16,fd00::/64' }),
      `error cluster.rangesOverlap ${at}.podRange`,
    ],
    [
      'a proxy within the services',
      of(good, { ...network, proxyUrl: 'http://10.96.3.4:8080' }),
      `error cluster.proxyInRange ${at}.serviceRange`,
    ],
    [
      'a proxy for HTTP within the pods',
      of(good, { ...network, httpProxyUrl: 'http://10.244.3.4:80' }),
      `error cluster.proxyInRange ${at}.serviceRange`,
    ],
    [
      'the API server’s address from within',
      of({ ...good, apiServer: '10.96.0.1' }),
      `warning cluster.apiServerInRange ${at}.apiServer`,
    ],
    [
      'a bypass wider than Azure',
      of(good, { ...network, bypass: { domains: ['azure.com'] } }),
      'warning cluster.bypassesProxy network.bypass',
    ],
    [
      'what Arc stands for',
      of(good, { ...network, bypass: { domains: ['his.arc.azure.com'] } }),
      'warning cluster.bypassesProxy network.bypass',
    ],
    [
      'the gateway itself',
      of(good, { ...network, bypass: { hosts: ['contoso-weu.gw.arc.azure.com'] } }),
      'warning cluster.bypassesProxy network.bypass',
    ],
    [
      'the word Arc',
      of(good, { ...network, bypass: { hosts: ['Arc'] } }),
      'info cluster.arcKeyword network.bypass.hosts',
    ],
    [
      '<local>',
      of(good, { ...network, bypass: { hosts: ['<local>'] } }),
      'warning bypass.local network.bypass.hosts.0',
    ],
    [
      'a loopback proxy',
      of(good, { ...network, httpProxyUrl: 'http://127.0.0.1:3128' }),
      `error cluster.proxyLoopback ${at}.name`,
    ],
    ['no WebSockets', of(good, { ...network, webSockets: 'no' }), `error cluster.noWebSockets ${at}.features`],
    [
      'WebSockets unknown',
      of(good, { ...network, webSockets: 'unknown' }),
      'warning proxy.webSocketsUnknown network.webSockets',
    ],
    ['WebSockets not told', of(good, proxied), 'warning proxy.webSocketsUnknown network.webSockets'],
    [
      'inspection without exemption',
      of(good, { ...network, tlsInspection: 'yes', proxyCertificate: '/p.pem' }),
      'error proxy.tlsInspection network.tlsExemptHosts',
    ],
    [
      'inspection without a certificate',
      of(good, { ...network, tlsInspection: 'yes', tlsExemptHosts: ['*.gw.arc.azure.com'] }),
      'warning proxy.certificateMissing network.proxyCertificate',
    ],
    [
      'a certificate without a proxy',
      of({ name: 'a', deployment: good.deployment }, { proxyCertificate: '/p.pem' }),
      'info proxy.certificateUnused network.proxyCertificate',
    ],
    [
      'a certificate for IoT Operations',
      of({ ...good, features: ['iotOperations'] }, { ...network, proxyCertificate: '/p.pem' }),
      `error cluster.certificateUnsupported ${at}.features`,
    ],
    [
      'a proxy that asks for a sign-in',
      of(good, { ...network, proxyAuthentication: 'required' }),
      'error proxy.authentication network.proxyAuthentication',
    ],
    [
      'a proxy for HTTP alone, as such',
      of(good, { httpProxyUrl: 'http://p:80', webSockets: 'yes' }),
      'warning proxy.httpOnly network.httpProxyUrl',
    ],
    [
      'a runtime without the proxy',
      of({ ...good, runtimeProxy: 'no' }),
      `warning cluster.runtimeProxy ${at}.runtimeProxy`,
    ],
    [
      'a runtime of which nobody knows',
      of({ ...good, runtimeProxy: undefined }),
      `warning cluster.runtimeProxy ${at}.runtimeProxy`,
    ],
    [
      'agents without the Arc proxy',
      of({ ...connected, agentVersion: '1.21.9' }),
      `error clusterAgent.tooOldForGateway ${at}.agentVersion`,
    ],
    [
      'such agents before the cluster is new',
      of({ ...good, agentVersion: '1.21.9' }),
      `warning clusterAgent.tooOldForGateway ${at}.agentVersion`,
    ],
    [
      'agents before general availability',
      of({ ...connected, agentVersion: '1.32.6' }),
      `warning clusterAgent.beforeRelease ${at}.agentVersion`,
    ],
    [
      'agents that are not supported',
      of({ ...connected, agentVersion: '1.33.9' }),
      `warning clusterAgent.unsupported ${at}.agentVersion`,
    ],
    [
      'agents of unknown age',
      of({ ...connected, agentVersion: undefined }),
      `info clusterAgent.unknown ${at}.agentVersion`,
    ],
    ['no automatic upgrade', of({ ...connected, autoUpgrade: 'off' }), `info clusterAgent.noUpgrade ${at}.autoUpgrade`],
    [
      'an extension that associates nothing',
      of({ ...good, deployment: { ...good.deployment, extensionVersion: '1.10.8' } }),
      `error cluster.extensionTooOld ${at}.deployment.extensionVersion`,
    ],
    [
      'a CLI that is too old',
      of({ ...good, deployment: { ...good.deployment, cliVersion: '2.69.9' } }),
      `error cluster.cliTooOld ${at}.deployment.cliVersion`,
    ],
    ['no context', of({ ...good, deployment: {} }), `info cluster.currentContext ${at}.deployment.context`],
    [
      'Azure RBAC on OpenShift',
      of({ ...good, distribution: 'openshift', features: ['azureRbac'] }),
      `warning cluster.rbacApiServer ${at}.features`,
    ],
    ['a provisioned cluster', of({ managedBy: 'aksArc' }), `warning cluster.provisioned ${at}.managedBy`],
    [
      'a cluster that stays direct',
      of({ ...connected, connection: 'direct' }),
      `info cluster.nothingToChange ${at}.connection`,
    ],
    [
      'a gateway with private link',
      of(good, network, { privateLink: { scopeId } }),
      'error connection.gatewayAndPrivateLink connection',
    ],
    [
      'features that private link lacks',
      of({ ...good, features: ['customLocations'] }, network, {
        connection: 'privateLink',
        privateLink: { scopeId },
        gateway: undefined as never,
      }),
      `error cluster.privateLinkFeatures ${at}.features`,
    ],
    [
      'another cloud',
      of(good, network, { azure: { ...clusterSite().azure, cloud: 'AzureChinaCloud', region: 'chinanorth' } }),
      'error azure.cloudWithoutGateway azure.cloud',
    ],
  ])('speak of %s', (_, site, expected) => {
    expect(codes(site)).toContain(expected);
  });

  it('give each finding a reason, a fix and a source', () => {
    const sites = [
      of({
        ...good,
        serviceRange: undefined,
        apiServer: undefined,
        runtimeProxy: undefined,
        podRange: '10.100.0.0/16',
      }),
      of(
        { ...connected, agentVersion: '1.20.0', autoUpgrade: 'off' },
        { ...network, bypass: { domains: ['azure.com'], hosts: ['Arc'] } },
      ),
    ];
    for (const finding of sites.flatMap((site) => checkSite(site))) {
      expect(finding.message).not.toBe('');
      expect(finding.source).toMatch(/\(\d{4}(-\d\d)*\)$/);
      if (finding.severity !== 'ok' && !finding.code.endsWith('Subscription'))
        expect(finding.fix, finding.code).toBeTruthy();
    }
  });

  it('know of providers only what Azure has said', () => {
    const subscription = clusterSite().azure.subscriptionId;
    const seen = (providers: Readonly<Record<string, string>>): string[] =>
      codes(of({ ...good, features: ['customLocations'] }), { providers: { [subscription]: providers } });
    const finding = `error cluster.providerNotRegistered ${at}.azure`;
    for (const namespace of [
      'Microsoft.Kubernetes',
      'Microsoft.KubernetesConfiguration',
      'Microsoft.HybridCompute',
      'Microsoft.ExtendedLocation',
    ])
      expect(seen({ [namespace]: 'NotRegistered' })).toContain(finding);
    expect(seen({ 'Microsoft.Kubernetes': 'Registered', 'Microsoft.Other': 'NotRegistered' })).not.toContain(finding);
    expect(
      codes(of(good), { providers: { [subscription]: { 'Microsoft.ExtendedLocation': 'NotRegistered' } } }),
    ).not.toContain(finding);
  });

  it('judge the gateway as Azure reports it', () => {
    const seen = (observed: ObservedAzureState) => codes(of(good), observed);
    expect(seen({ gatewayState: 'Failed' })).toContain('error gateway.failed gateway.id');
    expect(seen({ gatewayState: 'Creating' })).toContain('warning gateway.notReady gateway.id');
    expect(seen({ gatewayTenantId: '00000000-0000-4000-8000-000000000000' })).toContain(
      'error gateway.otherTenant gateway.id',
    );
    expect(seen({ gatewayIsListed: false })).toContain('info gateway.notListed gateway.id');
  });

  it('stop only the cluster that they are about', () => {
    const site = of({ ...good, serviceRange: undefined, podRange: '10.1.0.0/16' });
    const [first] = site.targets.clusters ?? [];
    const both: Site = { ...site, targets: { clusters: [...(first ? [first] : []), { ...good, name: 'aks-ham-02' }] } };
    const errors = checkSite(both).filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    const ref = (index: number) => ({ kind: 'cluster' as const, path: `targets.clusters.${index}`, name: '' });
    expect(errors.every((finding) => blocks(finding, ref(0)) && !blocks(finding, ref(1)))).toBe(true);
  });

  it('find every overlap of two ranges, and no other', () => {
    const anyIpRange: fc.Arbitrary<IpRange> = fc
      .tuple(fc.integer({ min: 8, max: 24 }), fc.constantFrom(10n, 172n), fc.nat(15))
      .map(([prefix, first, second]) => {
        const free = BigInt(32 - prefix);
        const address = (first << 24n) + (BigInt(second) << 16n);
        return { bits: 32, prefix, base: (address >> free) << free };
      });
    const hits = { overlap: 0, apart: 0 };
    fc.assert(
      fc.property(anyIpRange, anyIpRange, (services, pods) => {
        const overlap = rangesOverlap(services, pods);
        hits[overlap ? 'overlap' : 'apart'] += 1;
        const site = of({
          ...good,
          serviceRange: ipRangeText(services),
          podRange: ipRangeText(pods),
          apiServer: 'api.corp',
        });
        expect(codes(site).some((text) => text.includes('cluster.rangesOverlap'))).toBe(overlap);
      }),
      { numRuns: 200 },
    );
    expectHits(hits, 30);
  });

  it('leave the servers’ own bypass alone where there are clusters', () => {
    const servers = { servers: { os: ['linux'] as const }, clusters: [{ ...good, name: 'a' }] };
    const rest = { targets: servers, identity: { method: 'deviceCode' } as const };
    const bypass = { ...network, bypass: { hosts: ['app.corp.example'] } };
    expect(codes(of({}, bypass, rest))).toContain('info bypass.clustersOnly network.bypass');
    expect(codes(of({}, bypass, rest)).join('\n')).not.toContain('bypass.ineffective');
    expect(codes(of(good, bypass)).join('\n')).not.toContain('bypass.');
    expect(clusterOf(of(good)).ref.path).toBe(at);
  });
});
