import * as fc from 'fast-check';
import type { Endpoint } from '../../../../src/planning/network/endpoint';
import { endpointsFor } from '../../../../src/planning/network/endpoints';
import type { NetworkNeeds } from '../../../../src/planning/network/networkNeeds';
import { mergeEndpoints } from '../../../../src/planning/network/merge';
import { clusterFeatures } from '../../../../src/planning/site';
import { clusterEndpoints } from '../../../../src/planning/targets/clusters/endpoints';
import { scenarios } from '../../../../src/planning/site/scenarios';
import { gatewayHosts } from '../../../../src/planning/network/gatewayHosts';

export const gatewayNeeds: NetworkNeeds = {
  mode: 'gateway',
  systems: ['linux', 'windows'],
  region: 'westeurope',
  gatewayEndpoint: 'contoso-weu.gw.arc.azure.com',
  scenarios: ['azureMonitor', 'keyVault', 'updateManager'],
  names: { vault: 'contoso-kv', workspace: '0f0f0f0f-1111-2222-3333-444444444444' },
};

export const directNeeds: NetworkNeeds = {
  mode: 'direct',
  systems: ['linux', 'windows'],
  region: 'westeurope',
  scenarios: scenarios.map(({ id }) => id),
};

/**
 * The lists that have reviewed files: what a usual gateway needs, everything without one, some names unknown, and what a
 * cluster needs without one.
 */
export const lists: Readonly<Record<string, readonly Endpoint[]>> = {
  gateway: endpointsFor(gatewayNeeds),
  direct: endpointsFor(directNeeds),
  cluster: mergeEndpoints(clusterEndpoints({ mode: 'direct', region: 'westeurope', features: clusterFeatures })),
};

export const anyNeeds: fc.Arbitrary<NetworkNeeds> = fc.record(
  {
    mode: fc.constantFrom('direct', 'gateway', 'privateLink'),
    systems: fc.subarray(['linux', 'windows'] as const, { minLength: 1 }),
    region: fc.constantFrom('westeurope', 'swedencentral', 'ukwest', 'centralindia'),
    scenarios: fc.subarray(scenarios.map(({ id }) => id)),
    gatewayEndpoint: fc.constant('contoso-weu.gw.arc.azure.com'),
    agentVersion: fc.constantFrom('1.20', '1.58', '1.64.1', '1.67'),
  },
  { requiredKeys: ['mode', 'systems', 'region', 'scenarios'] },
);

const word = fc.string({ unit: fc.constantFrom('a', 'b', '0'), minLength: 1, maxLength: 4 });
const fillings = fc.tuple(
  fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('.')),
  word,
  fc.integer({ min: 0, max: 9 }),
);

/** A host that a pattern matches, and now and then one that it just does not. */
export const hostOf = (pattern: string): fc.Arbitrary<string> => {
  const bare = pattern.replace(/<[a-z]+>/g, 'known');
  return fillings.map(([open, part, chance]) =>
    bare.replace(/^\*\./, chance === 0 ? '' : `${open}.`).replaceAll('*', part),
  );
};

const tablePatterns = [
  ...new Set([
    ...gatewayHosts.map(({ host }) => host),
    ...Object.values(lists)
      .flat()
      .map(({ host }) => host),
  ]),
];

/** Patterns of the tables, and random ones made of few letters, so that they meet. */
export const anyPattern: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...tablePatterns),
  fc
    .tuple(
      fc.boolean(),
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(([isOpen, labels]) => `${isOpen ? '*.' : ''}${labels.join('.')}`),
);

export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '=cmd|calc',
    '${x}',
    "'; drop",
    'a\nb',
    'a"b\\',
    '<script>',
    '|',
    '`x`',
    '# x\\',
    '*/',
    '\u202e',
    '-1',
    '@x',
  ),
);

/** Endpoints whose every text may hold anything. */
export const hostileEndpoint: fc.Arbitrary<Endpoint> = fc.record({
  host: fc.oneof(hostileText, fc.constantFrom(...tablePatterns)),
  port: fc.constantFrom(80, 443, 8084),
  protocol: fc.constantFrom('https', 'http'),
  from: fc.constant(['server']),
  purpose: hostileText,
  when: hostileText,
  isAlwaysNeeded: fc.boolean(),
  source: hostileText,
});
