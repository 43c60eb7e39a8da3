import fc from 'fast-check';
import type { GatewayServerSite, Identity, ServerSite, Site } from '../../../../../src/planning/site/site';
import type { ServicePrincipal } from '../../../../../src/planning/site/identity';

const gatewayId =
  '/subscriptions/5f1c0000-0000-4000-8000-000000000001/resourceGroups/rg-network/providers/Microsoft.HybridCompute/gateways/gw-hub-weu';

export const withoutGateway: ServerSite = {
  version: 2,
  servers: { os: ['linux', 'windows'] },
  azure: {
    tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
    subscriptionId: '5f1c0000-0000-4000-8000-000000000002',
    resourceGroup: 'rg-branch-berlin',
    region: 'westeurope',
  },
  network: {},
  identity: { method: 'interactive' },
  tags: {},
};

/** The plainest site: no proxy, no tags, a person signs in on the server. */
export const plain: GatewayServerSite = {
  ...withoutGateway,
  gateway: { id: gatewayId, endpoint: 'contoso-weu.gw.arc.azure.com' },
};

export const servicePrincipal: ServicePrincipal = {
  method: 'servicePrincipal',
  clientId: 'cccccccc-0000-4000-8000-000000000001',
};

/** Those whose scripts are kept as golden files and read by a person. */
export const examples: Readonly<Record<string, ServerSite>> = {
  plain,
  proxyDeviceCode: {
    ...plain,
    network: { proxyUrl: 'http://proxy.corp.example:8080' },
    identity: { method: 'deviceCode' },
  },
  proxyServicePrincipal: {
    ...plain,
    network: { proxyUrl: 'http://10.20.0.5:3128' },
    identity: servicePrincipal,
    tags: { site: 'Berlin, HQ', owner: "O'Neil", formula: 'a=b' },
  },
  directToken: { ...withoutGateway, connection: 'direct', identity: { method: 'accessToken' } },
  directBypass: {
    ...withoutGateway,
    connection: 'direct',
    network: { proxyUrl: 'http://proxy.corp.example:8080', bypass: { hosts: ['ARM', 'login.microsoftonline.com'] } },
    identity: servicePrincipal,
  },
  privateLinkCertificate: {
    ...withoutGateway,
    connection: 'privateLink',
    privateLink: {
      scopeId: gatewayId.replace('gateways/gw-hub-weu', 'privateLinkScopes/pls-hub-weu'),
    },
    network: { proxyUrl: 'http://proxy.corp.example:8080' },
    identity: {
      ...servicePrincipal,
      credential: 'certificate',
      certificateFile: '/etc/arc/onboarding.pem',
      certificateThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
    },
  },
  connected: { ...plain, servers: { os: ['linux', 'windows'], state: 'connected', machines: ['srv01', 'SRV-02'] } },
  unknownEndpoint: { ...plain, gateway: { id: gatewayId }, identity: { method: 'deviceCode' } },
  hostile: hostileWith(`'; touch "$CANARY"; $(touch "$CANARY") \`touch "$CANARY"\` #>\n\u2018;\u2019 -rf %PATH%`),
};

/** A site whose every text is the given one. No parser would let it in; a script must withstand it all the same. */
export function hostileWith(text: string): GatewayServerSite {
  return {
    ...plain,
    gateway: { id: text, endpoint: text },
    azure: { tenantId: text, subscriptionId: text, resourceGroup: text, region: text },
    network: { proxyUrl: text },
    identity: { method: 'servicePrincipal', clientId: text },
    tags: { [text]: sayable(text) },
  };
}

/** A tag's value without the backslashes for which a plan has no scripts. */
function sayable(text: string): string {
  return text.replace(/\\+(?=[,=]|$)/g, '');
}

/** Text that a shell may trip over, without what no script can carry (NUL, half a surrogate pair). */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '$',
        '$(',
        ')',
        '${',
        '}',
        '\\',
        '\n',
        '\r',
        '\r\n',
        '\t',
        '!',
        '*',
        '?',
        '~',
        '&',
        '|',
        ';',
        '<',
        '>',
        '#',
        '#>',
        '<#',
        '%VAR%',
        '$VAR',
        '-',
        '--',
        '=',
        ',',
        '@',
        ' ',
        '\u2018',
        '\u2019',
        '\u201a',
        '\u201b',
        '\u201c',
        '\u201d',
        '\u0001',
        '\u001b[31m',
        '\u007f',
        '\u0085',
        '\u00a0',
        '\u2028',
        '\u202e',
        '\ufeff',
        'é',
        '漢',
        '👩‍💻',
        'a',
        '0',
        'n',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));

const anyIdentity = fc.oneof<fc.Arbitrary<Identity>[]>(
  fc.constant({ method: 'interactive' as const }),
  fc.constant({ method: 'deviceCode' as const }),
  fc.constant({ method: 'accessToken' as const }),
  fc.record({ method: fc.constant('servicePrincipal' as const), clientId: hostileText }),
  fc.record({
    method: fc.constant('servicePrincipal' as const),
    clientId: hostileText,
    credential: fc.constant('certificate' as const),
    certificateFile: hostileText.map((text) => `/${text}`),
    certificateThumbprint: hostileText.map((text) => `A${text}`),
  }),
);

const anyRoute = fc.oneof<fc.Arbitrary<Pick<ServerSite, 'connection' | 'gateway' | 'privateLink'>>[]>(
  fc.record({ gateway: fc.record({ id: hostileText, endpoint: hostileText }, { requiredKeys: ['id'] }) }),
  fc.record({ connection: fc.constant('direct' as const) }),
  fc.record({ connection: fc.constant('privateLink' as const), privateLink: fc.record({ scopeId: hostileText }) }),
);

/** Sites whose every text is hostile. No parser would let them in; scripts must withstand them all the same. */
export const anySite: fc.Arbitrary<ServerSite> = fc
  .record({
    version: fc.constant(2 as const),
    servers: fc.constant(plain.servers),
    route: anyRoute,
    azure: fc.record({
      tenantId: hostileText,
      subscriptionId: hostileText,
      resourceGroup: hostileText,
      region: hostileText,
    }),
    network: fc.record({ proxyUrl: hostileText }, { requiredKeys: [] }),
    identity: anyIdentity,
    tags: fc.dictionary(hostileText, hostileText.map(sayable), { maxKeys: 3 }),
  })
  .map(({ route, ...site }) => ({ ...site, ...route }));

/** The site that has these servers and nothing else. */
export const siteWith = ({ servers, ...site }: ServerSite): Site => ({ ...site, targets: { servers } });
