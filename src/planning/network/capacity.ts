import * as l10n from '@vscode/l10n';
import type { Finding } from '../../kernel/finding';
import facts from '../../kernel/knowledge/data/capacity.json';
import { formatNumber } from '../../kernel/text/phrases';
import { pageSource } from '../../kernel/knowledge/pages';
import { displayRegion } from '../../kernel/knowledge/regions';
import { countInvalid } from './errors';

export interface RegionCounts {
  readonly region: string;
  /** Includes VMs on Azure Local. */
  readonly servers: number;
  /** Includes AKS on Azure Local. */
  readonly clusters: number;
  /** Instances, not nodes. */
  readonly azureLocal: number;
}

export interface RegionLoad extends RegionCounts {
  /** Sum of count / divisor; must be below `scorePerGateway` for one gateway. */
  readonly score: number;
  readonly gateways: number;
}

export interface Capacity {
  /** For the busiest region, because each gateway serves all regions. */
  readonly gateways: number;
  readonly regions: readonly RegionLoad[];
  /** Informational only. */
  readonly totalScore: number;
  readonly gatewaysPerSubscription: number;
  readonly subscriptions: number;
  readonly notes: readonly Finding[];
}

/**
 * Published rule: below 100 one gateway, from 100 more, so floor(score / 100) + 1 per region. Adds up rows of a region,
 * ignoring case. Throws `InvalidInput` unless counts are whole and not negative.
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

/** Integers keep the boundary exact. */
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
    throw countInvalid(`${index}.${key}`);
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
  message: `${l10n.t`${displayRegion(region)} has a score of exactly ${score}, which needs ${gateways} gateways.`} ${capacityRule.boundary}`,
  source,
});

export interface PublishedExample extends RegionLoad {
  /** The page’s result, not ours. */
  readonly published: number;
}

export const publishedExamples: readonly PublishedExample[] = facts.examples.map(
  ({ region, servers, clusters, azureLocal, published }) => ({
    ...loadOf({ region, servers, clusters, azureLocal }),
    published,
  }),
);

export const capacityRule = {
  /** Resources per point. */
  divisors: facts.divisors,
  /** Upper limit per region, exclusive. */
  scorePerGateway: facts.scorePerGateway,
  gatewaysPerSubscription: facts.gatewaysPerSubscription,
  /** How we resolve the page’s contradiction. */
  boundary: l10n.t`According to the page, one gateway supports ${formatNumber(unitsPerGateway)} servers, a score of ${facts.scorePerGateway}, but a score of ${facts.scorePerGateway} needs more than one. The stricter rule is used.`,
  source: `${facts.source} (${facts.asOf})`,
} as const;

const { source } = capacityRule;

/** Examples that contradict the page’s own rule. */
const exampleNotes = (): Finding[] =>
  publishedExamples
    .filter(({ gateways, published }) => gateways !== published)
    .map(({ region, score, gateways, published }) => ({
      code: 'capacity.publishedExample',
      severity: 'info' as const,
      path: '',
      message: l10n.t`The published example gives ${published} gateways for ${displayRegion(region)} with a score of ${score}, but its rule gives ${gateways}. This count follows the rule, which is safer.`,
      source,
    }));

const limitNote = (gateways: number): Finding => ({
  code: 'capacity.subscriptionLimit',
  severity: 'warning',
  path: '',
  message: l10n.t`A subscription can have at most ${facts.gatewaysPerSubscription} gateways, but ${gateways} are needed.`,
  fix: l10n.t('Create the others in further subscriptions of the same tenant.'),
  source,
});

const azureLocalNote = (): Finding => ({
  code: 'capacity.azureLocalSubscription',
  severity: 'info',
  path: '',
  message: l10n.t(
    'The gateway of an Azure Local instance must be in the instance’s subscription. Servers and clusters need a gateway only in the same tenant.',
  ),
  source: pageSource('azureLocalGateway'),
});
