import * as fc from 'fast-check';
import { regions } from '../../../../src/kernel/knowledge/regions';
import { scenarios } from '../../../../src/planning/site/scenarios';
import { gatewayId, scopeId } from './documents';

const name = (most: number) =>
  fc.stringMatching(new RegExp(`^[a-zA-Z0-9._-]{1,${most}}$`)).filter((text) => !/^\.+$/.test(text));
const group = fc.stringMatching(/^[\p{L}0-9_.()-]{0,20}[\p{L}0-9_()-]$/u);
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined, freq: 2 });
const seldom = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 8 }, { arbitrary: values, weight: 1 });

/** A text that a document may hold and that a shell may trip over. */
const printable = fc
  .string({
    unit: fc.oneof(
      { arbitrary: fc.constantFrom(...`'"\`$(){}[]\\!*?~&|;<>#%=, @-\u2019é漢👩`), weight: 2 },
      { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), weight: 1 },
    ),
    maxLength: 20,
  })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ''));
const tagName = printable.map((text) => `t${text.replace(/[<>%&\\?/]/g, '')}`);

const host = fc.domain();
const proxy = fc
  .tuple(
    fc.oneof(
      host,
      fc.ipV4(),
      fc.constant('proxy.corp.local'),
      fc.ipV6().map((address) => `[${address}]`),
    ),
    optional(fc.integer({ min: 1, max: 65535 })),
  )
  .map(([at, port]) => `http://${at}${port === undefined ? '' : `:${port}`}`);

const gateway = fc.record(
  {
    id: fc
      .tuple(fc.uuid(), group, name(54))
      .map(
        ([id, in_, called]) =>
          `/subscriptions/${id}/resourceGroups/${in_}/providers/Microsoft.HybridCompute/gateways/${called}`,
      ),
    endpoint: fc.stringMatching(/^[a-z0-9]{1,20}$/).map((prefix) => `${prefix}.gw.arc.azure.com`),
  },
  { requiredKeys: ['id'] },
);

const route = fc.oneof(
  { arbitrary: fc.record({ gateway, connection: optional(fc.constant('gateway')) }), weight: 6 },
  { arbitrary: fc.record({ gateway: optional(gateway), connection: fc.constant('direct') }), weight: 2 },
  {
    arbitrary: fc.record({
      connection: fc.constant('privateLink'),
      privateLink: fc.record({ scopeId: fc.constantFrom(scopeId, scopeId.toUpperCase()) }),
      gateway: seldom(fc.constant({ id: gatewayId })),
    }),
    weight: 2,
  },
);

const identity = fc.oneof(
  fc.record({ method: fc.constantFrom('interactive', 'deviceCode', 'accessToken') }),
  fc.record({
    method: fc.constant('servicePrincipal'),
    clientId: fc.uuid(),
    credential: optional(fc.constant('secret')),
  }),
  fc.record({
    method: fc.constant('servicePrincipal'),
    clientId: fc.uuid(),
    credential: fc.constant('certificate'),
    certificateFile: optional(printable.map((text) => `/etc/${text}.pem`)),
    certificateThumbprint: optional(fc.stringMatching(/^[0-9A-F]{40}$/)),
  }),
);

/** What the agent's `proxy.bypass` has words for, in any case, among what it has none for. */
const bypassed = fc.oneof(
  fc.constantFrom('AAD', 'ARM', 'AMA', 'Arc', 'ArcData', 'arm', 'login.microsoftonline.com', 'management.azure.com'),
  host,
);

const network = fc.record({
  proxyUrl: optional(proxy),
  proxyAuthentication: seldom(fc.constantFrom('none', 'required')),
  tlsInspection: seldom(fc.constantFrom('yes', 'no', 'unknown')),
  tlsExemptHosts: optional(
    fc.uniqueArray(fc.oneof(host, fc.constant('*.gw.arc.azure.com')), {
      maxLength: 2,
      selector: (text) => text.toLowerCase(),
    }),
  ),
  bypass: seldom(
    fc.record({ hosts: fc.uniqueArray(bypassed, { maxLength: 3, selector: (text) => text.toLowerCase() }) }),
  ),
  gatewayBypass: seldom(fc.uniqueArray(host, { maxLength: 2, selector: (text) => text.toLowerCase() })),
});

const targets = fc.record({
  os: fc.subarray(['linux', 'windows'], { minLength: 1 }),
  state: optional(fc.constantFrom('new', 'connected')),
  agentVersion: optional(fc.constantFrom('1.40', '1.50.1.2', '1.58', '1.65', '1.66.03455.2947', '1.67')),
  count: optional(fc.integer({ min: 1, max: 100_000 })),
  sshHost: optional(fc.constantFrom('{name}', 'admin@{name}.corp.example:2222', '10.0.0.4', '[fd00::4]:22')),
  machines: optional(fc.uniqueArray(name(54), { minLength: 1, maxLength: 4, selector: (text) => text.toLowerCase() })),
});

const azure = fc.record({
  cloud: seldom(fc.constant('AzureCloud')),
  tenantId: fc.uuid(),
  subscriptionId: fc.uuid(),
  resourceGroup: group,
  region: fc.oneof(fc.constantFrom(...regions.map((region) => region.name)), fc.stringMatching(/^moon[a-z0-9]{0,8}$/)),
});

/** Documents that are valid, of every kind of network the format can describe. */
export const anyDocument = fc
  .record({
    version: fc.constant(2),
    targets: targets.map((servers) => ({ servers })),
    route,
    azure,
    network,
    identity,
    tags: fc
      .uniqueArray(fc.tuple(tagName, printable), { maxLength: 4, selector: ([key]) => key.toLowerCase() })
      .map((entries) => Object.fromEntries(entries)),
    scenarios: optional(fc.subarray(scenarios.map(({ id }) => id))),
    names: seldom(fc.record({ vault: fc.stringMatching(/^[a-z0-9]{1,24}$/), workspace: optional(fc.uuid()) })),
  })
  .map(({ route: way, ...document }) => withoutUndefined({ ...document, ...way }));

const withoutUndefined = (value: object): unknown => JSON.parse(JSON.stringify(value));
