import { describe, expect, it } from 'vitest';
import { clusterFeatures } from '../../../../../src/planning/site';
import { clusterEndpoints } from '../../../../../src/planning/targets/clusters/endpoints';
import published from '../../../../fixtures/publishedClusterEndpoints.json';

type Feature = (typeof clusterFeatures)[number];
type Mode = 'direct' | 'gateway';

interface Published {
  readonly host: string;
  readonly port: number;
  /** Any of these sets of features; absent: always. */
  readonly needs?: readonly (readonly string[])[];
  readonly webSocket?: boolean;
  readonly from?: string;
}

const rows: Readonly<Record<Mode, readonly Published[]>> = published;
const extras: Readonly<
  Partial<Record<Feature, { readonly gateway: readonly string[]; readonly direct?: readonly string[] }>>
> = published.features;

const filled = (host: string): string =>
  host
    .replace('<prefix>', 'contoso')
    .replace('<region>', 'eastus')
    .replace('<regionShort>', 'eus')
    .replace('<vault>', 'kv');

/** What the product has beside the published lists, and why. */
const reasoned: Readonly<
  Record<Mode, readonly { readonly address: string; readonly features?: readonly Feature[] }[]>
> = {
  direct: [
    // Published for the gateway, and needed without it all the more.
    { address: 'kv.vault.azure.net:443', features: ['keyVault'] },
    ...['*.ods.opinsights.azure.com:443', '*.oms.opinsights.azure.com:443', '*.cloud.defender.microsoft.com:443'].map(
      (address) => ({ address, features: ['defender'] as const }),
    ),
    // In the gateway’s own list, and on older pages.
    { address: 'data.policy.core.windows.net:443', features: ['policy'] },
    { address: 'store.policy.core.windows.net:443', features: ['policy'] },
  ],
  gateway: [
    // The deployment machine does not use the gateway: connectedk8s 1.11.2.
    { address: 'dl.k8s.io:443' },
    { address: 'eastus.dp.kubernetesconfiguration.azure.com:443' },
    // The page names no port for obo; the direct one says 8084.
    { address: 'eastus.obo.arc.azure.com:443', features: ['clusterConnect'] },
  ],
};

const isSubset = (some: readonly string[], all: readonly string[]): boolean => some.every((each) => all.includes(each));

function expected(mode: Mode, features: readonly Feature[]): readonly string[] {
  const listed = rows[mode]
    .filter(({ needs }) => needs?.some((each) => isSubset(each, features)) ?? true)
    .map(({ host, port }) => `${filled(host)}:${port}`);
  const more = features.flatMap((feature) => extras[feature]?.[mode] ?? []).map((host) => `${filled(host)}:443`);
  const own = reasoned[mode].filter((each) => isSubset(each.features ?? [], features)).map(({ address }) => address);
  return [...new Set([...listed, ...more, ...own])].sort();
}

const ours = (mode: Mode, features: readonly Feature[]) =>
  clusterEndpoints({ mode, region: 'eastus', gatewayEndpoint: 'contoso.gw.arc.azure.com', features, vault: 'kv' });

/** None, each, and each two. */
const choices: readonly (readonly Feature[])[] = [
  [],
  ...clusterFeatures.map((feature) => [feature]),
  ...clusterFeatures.flatMap((a, index) => clusterFeatures.slice(index + 1).map((b) => [a, b])),
];

describe.each(['direct', 'gateway'] as const)('the endpoints of clusters, %s', (mode) => {
  it('are those that Microsoft publishes, for each choice of features', () => {
    expect(choices.length).toBeGreaterThan(50);
    for (const features of choices) {
      const addresses = [...new Set(ours(mode, features).map(({ host, port }) => `${host}:${port}`))].sort();
      expect(addresses, features.join()).toEqual(expected(mode, features));
    }
  });

  it('say where WebSockets are needed, and what the deployment machine alone needs', () => {
    const all = ours(mode, clusterFeatures);
    for (const { host, webSocket, from } of rows[mode]) {
      const own = all.filter((each) => each.host === filled(host));
      if (webSocket)
        expect(
          own.some((each) => each.webSocket),
          host,
        ).toBe(true);
      if (from !== undefined)
        expect(
          own.map((each) => each.from),
          host,
        ).toEqual([[from]]);
    }
  });

  it('each name a source and its date', () => {
    for (const { host, source } of ours(mode, clusterFeatures))
      expect(source, host).toMatch(/\(20\d\d-\d\d(-\d\d)?\)$/);
  });
});
