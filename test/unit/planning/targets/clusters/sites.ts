import fc from 'fast-check';
import { targetsOf } from '../../../../../src/planning/targets';
import type { ClusterOfSite } from '../../../../../src/planning/targets/target';
import type { Site } from '../../../../../src/planning/site/site';

type Cluster = NonNullable<Site['targets']['clusters']>[number];

export const gatewayId =
  '/subscriptions/5f1c0000-0000-4000-8000-000000000001/resourceGroups/rg-network/providers/Microsoft.HybridCompute/gateways/gw-hub-weu';

/** A site with clusters alone, without a proxy. */
export const clusterSite = (cluster: Partial<Cluster> = {}, rest: Partial<Site> = {}): Site => ({
  version: 2,
  targets: { clusters: [{ name: 'aks-ham-01', ...cluster }] },
  gateway: { id: gatewayId, endpoint: 'contoso-weu.gw.arc.azure.com' },
  azure: {
    tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
    subscriptionId: '5f1c0000-0000-4000-8000-000000000002',
    resourceGroup: 'rg-branch-hamburg',
    region: 'westeurope',
  },
  network: {},
  tags: {},
  ...rest,
});

export const proxied = { proxyUrl: 'http://proxy.corp.example:8080' };

/** The first cluster of a site as its rules and scripts see it. */
export function clusterOf(site: Site): ClusterOfSite {
  const [first] = targetsOf(site).flatMap(({ of }) =>
    of<readonly ClusterOfSite[]>((_, target) => (target.kind === 'cluster' ? [target] : [])),
  );
  if (!first) throw new Error('This site has no cluster.');
  return first;
}

const described = {
  serviceRange: '10.96.0.0/12',
  apiServer: '10.0.0.10:6443',
  deployment: { context: 'admin@ham' },
} as const;

/** Those whose scripts are kept as golden files and read by a person. */
export const examples: Readonly<Record<string, Site>> = {
  /** In full; the others by what differs from it. */
  newBehindProxy: clusterSite({ ...described, podRange: '10.244.0.0/16' }, { network: proxied }),
  newWithoutProxy: clusterSite(),
  newWithAll: clusterSite(
    {
      ...described,
      serviceRange: '10.43.0.0/16,fd00:43::/112',
      apiServer: '[fd00::10]:6443',
      distribution: 'k3s',
      autoUpgrade: 'off',
      features: ['clusterConnect', 'customLocations', 'iotOperations'],
      azure: { region: 'northeurope', resourceGroup: 'rg-clusters' },
    },
    {
      gateway: { id: gatewayId },
      network: {
        ...proxied,
        httpProxyUrl: 'http://proxy.corp.example:3128',
        proxyCertificate: '/etc/ssl/certs/proxy.pem',
        bypass: { hosts: ['app.corp.example', 'Arc'], domains: ['intern.example'], cidrs: ['10.20.0.0/16'] },
      },
    },
  ),
  connectedBehindProxy: clusterSite(
    { ...described, state: 'connected', agentVersion: '1.35.3', autoUpgrade: 'on', containerRuntime: 'crio' },
    { network: proxied },
  ),
  connectedWithoutProxy: clusterSite({ state: 'connected' }),
  direct: clusterSite({ ...described, connection: 'direct' }, { network: proxied }),
  privateLink: clusterSite(described, {
    connection: 'privateLink',
    privateLink: { scopeId: gatewayId.replace('gateways/gw-hub-weu', 'privateLinkScopes/pls-hub-weu') },
    network: proxied,
  }),
  hostile: hostileSite(`'; touch "$CANARY"; $(touch "$CANARY") \`touch "$CANARY"\` #>\n\u2018;\u2019 -rf %PATH%`),
};

/** A site whose every text is the given one. No parser would let it in; a script must withstand it all the same. */
export function hostileSite(text: string, state: 'new' | 'connected' = 'new', proxyCertificate?: string): Site {
  return clusterSite(
    {
      name: text,
      state,
      serviceRange: '10.96.0.0/12',
      apiServer: text,
      distribution: text as 'k3s',
      autoUpgrade: 'off',
      deployment: { context: text },
    },
    {
      gateway: { id: text, endpoint: text },
      azure: { tenantId: text, subscriptionId: text, resourceGroup: text, region: text },
      network: { proxyUrl: text, httpProxyUrl: text, ...(proxyCertificate === undefined ? {} : { proxyCertificate }) },
    },
  );
}

const ipv4Range = fc
  .tuple(fc.constantFrom('10', '172.20', '192.168.7'), fc.integer({ min: 8, max: 28 }))
  .map(([start, prefix]) => `${[...start.split('.'), '0', '0', '0'].slice(0, 4).join('.')}/${prefix}`);
const ipv6Range = fc.integer({ min: 32, max: 120 }).map((prefix) => `fd00:10:96::/${prefix}`);

export const anyRange: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: ipv4Range, weight: 3 },
  { arbitrary: ipv6Range, weight: 1 },
  { arbitrary: fc.tuple(ipv4Range, ipv6Range).map((both) => both.join(',')), weight: 1 },
);

const entries = fc.record(
  {
    hosts: fc.subarray(['server01', 'app.contoso.com', 'Arc', 'ARM', 'x.Corp.example']),
    domains: fc.subarray(['contoso.com', '*.fabrikam.com', '.corp.example']),
    ips: fc.subarray(['192.168.1.10', '10.0.0.1']),
    cidrs: fc.subarray(['10.1.0.0/16', '192.168.4.0/22', 'fd01::/64']),
  },
  { requiredKeys: [] },
);

/** Sites of one cluster behind a proxy, with what decides about a bypass. */
export const anyBypassingSite: fc.Arbitrary<Site> = fc
  .record({
    serviceRange: fc.option(anyRange, { nil: undefined }),
    podRange: fc.option(anyRange, { nil: undefined }),
    apiServer: fc.option(fc.constantFrom('10.0.0.10', '10.0.0.10:6443', 'api.corp.example:6443', '[fd00::1]:6443'), {
      nil: undefined,
    }),
    features: fc.subarray(['clusterConnect', 'iotOperations'] as const),
    bypass: entries,
  })
  .map(({ bypass, ...cluster }) =>
    clusterSite(Object.fromEntries(Object.entries(cluster).filter(([, value]) => value !== undefined)), {
      network: { ...proxied, bypass },
    }),
  );
