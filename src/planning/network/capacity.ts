import { ArcError } from '../../kernel/errors';
import type { Finding } from '../../kernel/finding';
import facts from '../../kernel/knowledge/data/capacity.json';
import { displayRegion } from '../../kernel/knowledge/regions';

/** What is managed from one Azure region. */
export interface RegionCounts {
  readonly region: string;
  /** Machines, the virtual machines on Azure Local included. */
  readonly servers: number;
  /** Connected clusters, those of AKS on Azure Local included. */
  readonly clusters: number;
  /** Azure Local instances, whatever their number of nodes. */
  readonly azureLocal: number;
}

export interface RegionLoad extends RegionCounts {
  /** servers/20 + clusters/10 + Azure Local/10; a gateway carries less than 100. */
  readonly score: number;
  readonly gateways: number;
}

export interface Capacity {
  /** Gateways needed in all: as many as the busiest region needs, since every gateway serves every region. */
  readonly gateways: number;
  readonly regions: readonly RegionLoad[];
  /** Sum over the regions, for orientation only: it decides nothing. */
  readonly totalScore: number;
  readonly gatewaysPerSubscription: number;
  /** Subscriptions that the gateways have to be spread over. */
  readonly subscriptions: number;
  readonly notes: readonly Finding[];
}

/**
 * How many gateways an estate needs. The published rule says that one is enough below a score of 100 and that 100 needs
 * more than one, so a region needs floor(score / 100) + 1: exactly 100 needs two, exactly 200 three. Rows of one region
 * are added up, in whatever case it is written. A count that is negative or no whole number throws `InvalidInput`.
 */
export function gatewaysNeeded(counts: readonly RegionCounts[]): Capacity {
  const regions = addUp(counts).map(loadOf);
  const gateways = Math.max(0, ...regions.map((each) => each.gateways));
  const limit = facts.gatewaysPerSubscription;
  return {
    gateways,
    regions,
    totalScore: regions.reduce((sum, each) => sum + unitsOf(each), 0) / unitsPerPoint,
    gatewaysPerSubscription: limit,
    subscriptions: Math.ceil(gateways / limit),
    notes: notesFor(regions, gateways),
  };
}

const { servers: unitsPerPoint } = facts.divisors;
const unitsPerGateway = facts.scorePerGateway * unitsPerPoint;

/** The score in whole numbers, twentieths of a point, so that the boundary is exact. */
const unitsOf = ({ servers, clusters, azureLocal }: RegionCounts): number =>
  servers +
  (clusters * unitsPerPoint) / facts.divisors.clusters +
  (azureLocal * unitsPerPoint) / facts.divisors.azureLocal;

const loadOf = (counts: RegionCounts): RegionLoad => {
  const units = unitsOf(counts);
  return {
    ...counts,
    score: units / unitsPerPoint,
    gateways: units === 0 ? 0 : Math.floor(units / unitsPerGateway) + 1,
  };
};

function addUp(counts: readonly RegionCounts[]): RegionCounts[] {
  const sums = new Map<string, RegionCounts>();
  counts.forEach((row, index) => {
    check(row, index);
    const region = row.region.toLowerCase();
    const sum = sums.get(region);
    sums.set(region, {
      region,
      servers: row.servers + (sum?.servers ?? 0),
      clusters: row.clusters + (sum?.clusters ?? 0),
      azureLocal: row.azureLocal + (sum?.azureLocal ?? 0),
    });
  });
  return [...sums.values()];
}

function check(row: RegionCounts, index: number): void {
  for (const key of ['servers', 'clusters', 'azureLocal'] as const) {
    if (Number.isSafeInteger(row[key]) && row[key] >= 0) continue;
    throw new ArcError({ code: 'InvalidInput', field: `${index}.${key}` }, 'Write a whole number, zero or more.');
  }
}

function notesFor(regions: readonly RegionLoad[], gateways: number): Finding[] {
  return [
    ...regions.filter((each) => each.score > 0 && each.score % facts.scorePerGateway === 0).map(boundaryNote),
    ...(gateways > 1 ? exampleNotes() : []),
    ...(gateways > facts.gatewaysPerSubscription ? [limitNote(gateways)] : []),
    ...regions
      .filter(({ azureLocal }) => azureLocal > 0)
      .slice(0, 1)
      .map(azureLocalNote),
  ];
}

const boundaryNote = ({ region, score, gateways }: RegionLoad): Finding => ({
  code: 'capacity.boundary',
  severity: 'info',
  path: region,
  message: `${displayRegion(region)} scores exactly ${score}, which takes ${gateways} gateways. ${capacityRule.boundary}`,
  source,
});

/** An example of the page, counted by the page's own rule. */
export interface PublishedExample extends RegionLoad {
  /** How many gateways the page itself counts. */
  readonly published: number;
}

export const publishedExamples: readonly PublishedExample[] = facts.examples.map(
  ({ region, servers, clusters, azureLocal, published }) => ({
    ...loadOf({ region, servers, clusters, azureLocal }),
    published,
  }),
);

/** What the count rests on. */
export const capacityRule = {
  /** So many of a kind make one point. */
  divisors: facts.divisors,
  /** A gateway carries less than this in one region. */
  scorePerGateway: facts.scorePerGateway,
  gatewaysPerSubscription: facts.gatewaysPerSubscription,
  /** What the page says of a score that is exactly one gateway's, and how it is read here. */
  boundary:
    'The page says both that one gateway carries 2,000 servers, a score of 100, and that 100 needs more than one; the stricter one is used.',
  source: `${facts.source} (${facts.asOf})`,
} as const;

const { source } = capacityRule;

/** Where the rule and the example of the same page give different numbers. */
const exampleNotes = (): Finding[] =>
  publishedExamples
    .filter(({ gateways, published }) => gateways !== published)
    .map(({ region, score, gateways, published }) => ({
      code: 'capacity.publishedExample',
      severity: 'info' as const,
      path: '',
      message: `The published example counts ${published} gateways for ${displayRegion(region)} at a score of ${score}, where its own rule gives ${gateways}. This count follows the rule, which is the safe side.`,
      source,
    }));

const limitNote = (gateways: number): Finding => ({
  code: 'capacity.subscriptionLimit',
  severity: 'warning',
  path: '',
  message: `A subscription holds ${facts.gatewaysPerSubscription} gateways at most; ${gateways} are needed.`,
  fix: 'Create the others in further subscriptions of the same tenant.',
  source,
});

const azureLocalNote = (): Finding => ({
  code: 'capacity.azureLocalSubscription',
  severity: 'info',
  path: '',
  message:
    'An Azure Local instance needs its gateway in its own subscription; servers and clusters only in the same tenant.',
  source: 'learn.microsoft.com/azure/azure-local/deploy/deployment-azure-arc-gateway-overview (2025-11-26)',
});
