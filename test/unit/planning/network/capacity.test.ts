import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArcError } from '../../../../src/kernel/errors';
import { gatewaysNeeded, type RegionCounts } from '../../../../src/planning/network/capacity';
import { expectHits } from '../../../support/hits';

const counts = (region: string, servers: number, clusters = 0, azureLocal = 0): RegionCounts => ({
  region,
  servers,
  clusters,
  azureLocal,
});
const codes = (rows: readonly RegionCounts[]) => gatewaysNeeded(rows).notes.map(({ code }) => code);

describe('the gateways an estate needs', () => {
  it.each<[string, RegionCounts[], number, number]>([
    ['nothing', [], 0, 0],
    ['one server', [counts('eastus', 1)], 1, 0.05],
    ['just below 100', [counts('eastus', 1999)], 1, 99.95],
    ['exactly 100 in servers', [counts('eastus', 2000)], 2, 100],
    ['exactly 100 in clusters', [counts('eastus', 0, 1000)], 2, 100],
    ['exactly 100 in everything', [counts('eastus', 1000, 300, 200)], 2, 100],
    ['just above 100', [counts('eastus', 2001)], 2, 100.05],
    ['exactly 200', [counts('eastus', 4000)], 3, 200],
    [
      'the first published example',
      [counts('eastus', 300, 20, 5), counts('westeurope', 800, 50, 10), counts('japaneast', 100, 5, 2)],
      1,
      46,
    ],
    [
      'the second published example',
      [counts('eastus', 6000, 300, 40), counts('westeurope', 2500, 120, 25), counts('southeastasia', 900, 30, 8)],
      4,
      334,
    ],
    ['two rows of one region', [counts('eastus', 1000), counts('eastus', 1000)], 2, 100],
    ['one region in two cases', [counts('EastUS', 1000), counts('eastus', 1000)], 2, 100],
  ])('%s', (_, rows, gateways, highest) => {
    const capacity = gatewaysNeeded(rows);
    expect(capacity.gateways).toBe(gateways);
    expect(Math.max(0, ...capacity.regions.map(({ score }) => score))).toBe(highest);
  });

  it('gives each region its score and number, and the sum for orientation', () => {
    const { regions, totalScore } = gatewaysNeeded([
      counts('eastus', 6000, 300, 40),
      counts('westeurope', 2500, 120, 25),
    ]);
    expect(regions).toMatchObject([
      { region: 'eastus', score: 334, gateways: 4 },
      { region: 'westeurope', score: 139.5, gateways: 2 },
    ]);
    expect(totalScore).toBe(473.5);
  });

  it('tells of the limit of a subscription, and of how many are needed', () => {
    expect(gatewaysNeeded([counts('eastus', 9999)])).toMatchObject({
      gateways: 5,
      subscriptions: 1,
      gatewaysPerSubscription: 5,
    });
    expect(gatewaysNeeded([counts('eastus', 10_000)])).toMatchObject({ gateways: 6, subscriptions: 2 });
    expect(codes([counts('eastus', 10_000)])).toContain('capacity.subscriptionLimit');
  });

  it('shows where the page contradicts itself', () => {
    expect(codes([counts('eastus', 100)])).toEqual([]);
    expect(codes([counts('eastus', 2000)])).toEqual(['capacity.boundary', 'capacity.publishedExample']);
    const { notes } = gatewaysNeeded([counts('eastus', 3000)]);
    expect(notes.map(({ message }) => message)).toEqual([
      expect.stringMatching(/3 gateways for East US with a score of 334.+gives 4/),
    ]);
    expect(codes([counts('eastus', 10, 0, 1)])).toEqual(['capacity.azureLocalSubscription']);
  });

  it('never needs fewer for more, and gives each gateway less than a score of 100', () => {
    const count = fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 20_000 }));
    const hits = { one: 0, several: 0 };
    fc.assert(
      fc.property(count, count, count, (servers, clusters, azureLocal) => {
        const { gateways, regions } = gatewaysNeeded([counts('eastus', servers, clusters, azureLocal)]);
        const score = regions[0]?.score ?? 0;
        if (gateways > 0) hits[gateways > 1 ? 'several' : 'one'] += 1;
        if (gateways > 0) expect(score / gateways).toBeLessThan(100);
        if (gateways > 1) expect(score / (gateways - 1)).toBeGreaterThanOrEqual(100);
        expect(gatewaysNeeded([counts('eastus', servers + 1, clusters, azureLocal)]).gateways).toBeGreaterThanOrEqual(
          gateways,
        );
      }),
      { numRuns: 300 },
    );
    expectHits(hits, 5);
  });

  it.each([-1, 0.5, NaN, Infinity])('refuses %d servers', (servers) => {
    try {
      gatewaysNeeded([counts('eastus', 1), counts('westeurope', servers)]);
      expect.unreachable();
    } catch (error) {
      expect(isArcError(error) && error.failure).toEqual({ code: 'InvalidInput', field: '1.servers' });
    }
  });
});
