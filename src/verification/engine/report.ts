import * as l10n from '@vscode/l10n';
import { resourceKey } from '../../kernel/resources';
import { formatNumber } from '../../kernel/text/phrases';
import { type CheckOutcome, type CheckResult, type ComparedItems, itemText } from './checkResult';
import type { VerificationTarget } from './expectations';

export interface VerifiedResource {
  readonly subject: VerificationTarget;
  /** Of the expected gateway. */
  readonly gateway?: string;
  /** `ssh`, `runCommand`, `local`, or `ansible`; absent if only Azure was queried. */
  readonly way?: string;
  readonly checks: readonly CheckResult[];
}

export interface VerificationReport {
  readonly format: 'arc-gateway-verification';
  readonly version: 1;
  /** End time: ISO 8601, UTC. */
  readonly at: string;
  /** Name of the gateway, document, or machine. */
  readonly scope: string;
  readonly resources: readonly VerifiedResource[];
}

export type OutcomeCounts = Readonly<Record<CheckOutcome, number>>;

export const reportOf = (at: string, scope: string, resources: readonly VerifiedResource[]): VerificationReport => ({
  format: 'arc-gateway-verification',
  version: 1,
  at,
  scope,
  resources,
});

/** Passed only if nothing failed or is unknown. */
export function outcomeOf(checks: readonly CheckResult[]): CheckOutcome {
  const has = (outcome: CheckOutcome): boolean => checks.some((check) => check.outcome === outcome);
  if (has('failed')) return 'failed';
  if (has('unknown')) return 'unknown';
  return has('passed') ? 'passed' : 'skipped';
}

export function countsOf(all: readonly { readonly outcome: CheckOutcome }[]): OutcomeCounts {
  const counts = { passed: 0, failed: 0, unknown: 0, skipped: 0 };
  for (const { outcome } of all) counts[outcome]++;
  return counts;
}

export const targetKey = ({ resourceId, name }: VerificationTarget): string =>
  resourceId === undefined ? name.toLowerCase() : resourceKey(resourceId);

const present = (counts: OutcomeCounts): readonly CheckOutcome[] =>
  (['passed', 'failed', 'unknown', 'skipped'] as const).filter((outcome) => counts[outcome] > 0);

/** `3 passed, 1 failed`, without zeros. */
export const countsText = (counts: OutcomeCounts): string =>
  present(counts)
    .map((outcome) => countTexts[outcome](formatNumber(counts[outcome])))
    .join(', ') || l10n.t('nothing');

const countTexts: Readonly<Record<CheckOutcome, (count: string) => string>> = {
  passed: (count) => l10n.t`${count} passed`,
  failed: (count) => l10n.t`${count} failed`,
  unknown: (count) => l10n.t`${count} unknown`,
  skipped: (count) => l10n.t`${count} skipped`,
};

/** For logs. */
export const englishCountsText = (counts: OutcomeCounts): string =>
  present(counts)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ') || 'nothing';

export const outcomeText = (outcome: CheckOutcome): string => outcomeTexts[outcome];

const outcomeTexts: Readonly<Record<CheckOutcome, string>> = {
  passed: l10n.t('passed'),
  failed: l10n.t('failed'),
  unknown: l10n.t('unknown'),
  skipped: l10n.t('skipped'),
};

/** One line; only unexpected values of several. */
export function observedInShort({ outcome, observed, items }: CheckResult): string {
  if (items === undefined || items.observed.length === 1) return observed;
  const wanted = new Set(items.expected.map(itemText));
  const others = items.observed.map(itemText).filter((text) => !wanted.has(text));
  return outcome === 'passed' || others.length === 0 ? `all ${items.observed.length} as expected` : others.join('; ');
}

export function expectedInShort({ expected, items }: CheckResult): string {
  const [first, ...others] = items?.expected ?? [];
  return first && others.length > 0 ? `all ${others.length + 1}: ${first.value}` : expected;
}

/** One text per compared value. */
export const textsOf = (check: CheckResult, side: keyof ComparedItems): readonly string[] =>
  check.items?.[side].map(itemText) ?? [check[side]];
