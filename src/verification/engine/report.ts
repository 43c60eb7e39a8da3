import { resourceKey } from '../../kernel/resources';
import { type CheckOutcome, type CheckResult, type ComparedItems, itemText } from './checkResult';
import type { VerificationTarget } from './expectations';

/** One machine or cluster, verified. */
export interface VerifiedResource {
  readonly subject: VerificationTarget;
  /** Name of the gateway that it should go through. */
  readonly gateway?: string;
  /** How it was reached: `ssh`, `runCommand`, `local` or `ansible`; absent when Azure alone was asked. */
  readonly way?: string;
  readonly checks: readonly CheckResult[];
}

/** What a verification came to. It is kept, saved as a document, and compared with the next one. */
export interface VerificationReport {
  readonly format: 'arc-gateway-verification';
  readonly version: 1;
  /** When it ended: ISO 8601, UTC. */
  readonly at: string;
  /** What was verified, in words: the name of a gateway, of a document, of a machine. */
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

/** A resource passed only if nothing failed and nothing that matters is unknown. */
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

/** The key under which what was last seen of a resource is remembered. */
export const targetKey = ({ resourceId, name }: VerificationTarget): string =>
  resourceId === undefined ? name.toLowerCase() : resourceKey(resourceId);

/** `3 passed, 1 failed`; what did not happen is not said. */
export const countsText = (counts: OutcomeCounts): string =>
  (['passed', 'failed', 'unknown', 'skipped'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ') || 'nothing';

/** What differs, in one line: of several things those that are not as expected, and otherwise all. */
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

/** One text for each thing that was compared. */
export const textsOf = (check: CheckResult, side: keyof ComparedItems): readonly string[] =>
  check.items?.[side].map(itemText) ?? [check[side]];
