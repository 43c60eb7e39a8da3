import * as l10n from '@vscode/l10n';
import { lookUp } from '../../kernel/lookUp';
import { resourceKey } from '../../kernel/resources';
import { formatNumber } from '../../kernel/text/phrases';
import {
  type CheckOutcome,
  checkOutcomes,
  type CheckResult,
  type ComparedItem,
  itemText,
  itemTexts,
} from './checkResult';
import type { CheckDrift } from './drift';
import type { VerificationTarget } from './expectations';
import { isSameValue, type ShownValue, shownText, type TextCode } from './shownValue';
import { coded } from './verdicts';

export interface VerifiedResource {
  readonly subject: VerificationTarget;
  /** Of the expected gateway. */
  readonly gateway?: string;
  /** `ssh`, `runCommand`, `local`, or `ansible`; absent if only Azure was queried. */
  readonly way?: string;
  readonly checks: readonly CheckResult[];
}

/** Where and as whom it was verified. Absent values are unknown. */
export interface ReportOrigin {
  readonly tenantId?: string;
  /** Signed in to Azure. */
  readonly account?: string;
  /** Everything in it is invented. */
  readonly isSample?: true;
}

export interface VerificationReport extends ReportOrigin {
  /** End time: ISO 8601, UTC. */
  readonly at: string;
  /** Name of the gateway, document, or machine; or how many. */
  readonly scope: ShownValue;
  readonly resources: readonly VerifiedResource[];
  /** Since the previous results. */
  readonly drift: readonly CheckDrift[];
}

export type OutcomeCounts = Readonly<Record<CheckOutcome, number>>;

/** Passed only if nothing failed, is unknown or is not judged. */
export function outcomeOf(checks: readonly CheckResult[]): CheckOutcome {
  const has = (outcome: CheckOutcome): boolean => checks.some((check) => check.outcome === outcome);
  if (has('failed')) return 'failed';
  if (has('unknown')) return 'unknown';
  if (has('notJudged')) return 'notJudged';
  return has('passed') ? 'passed' : 'skipped';
}

export function countsOf(all: readonly { readonly outcome: CheckOutcome }[]): OutcomeCounts {
  const counts = { passed: 0, failed: 0, unknown: 0, notJudged: 0, skipped: 0 };
  for (const { outcome } of all) counts[outcome]++;
  return counts;
}

export const targetKey = ({ resourceId, name }: VerificationTarget): string =>
  resourceId === undefined ? name.toLowerCase() : resourceKey(resourceId);

const present = (counts: OutcomeCounts): readonly CheckOutcome[] =>
  checkOutcomes.filter((outcome) => counts[outcome] > 0);

/** `3 passed, 1 failed`, without zeros. */
export const countsText = (counts: OutcomeCounts): string =>
  present(counts)
    .map((outcome) => countTexts[outcome](formatNumber(counts[outcome])))
    .join(', ') || l10n.t('nothing');

const countTexts: Readonly<Record<CheckOutcome, (count: string) => string>> = {
  passed: (count) => l10n.t`${count} passed`,
  failed: (count) => l10n.t`${count} failed`,
  unknown: (count) => l10n.t`${count} unknown`,
  notJudged: (count) => l10n.t`${count} not judged`,
  skipped: (count) => l10n.t`${count} skipped`,
};

/** For logs. */
export const englishCountsText = (counts: OutcomeCounts): string =>
  present(counts)
    .map((outcome) => `${counts[outcome]} ${englishOutcomes[outcome]}`)
    .join(', ') || 'nothing';

export const englishOutcomes: Readonly<Record<CheckOutcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  unknown: 'unknown',
  notJudged: 'not judged',
  skipped: 'skipped',
};

export const outcomeText = (outcome: CheckOutcome): string => outcomeTexts[outcome];

const outcomeTexts: Readonly<Record<CheckOutcome, string>> = {
  passed: l10n.t('passed'),
  failed: l10n.t('failed'),
  unknown: l10n.t('unknown'),
  notJudged: l10n.t('not judged'),
  skipped: l10n.t('skipped'),
};

/** `ssh` and the like. A transport of a newer version as it is. */
export const transportText = (way: string | undefined, language?: 'en'): string => {
  if (way === undefined) return shownText(coded('azureOnly'), language);
  const code = lookUp(transports, way);
  return code === undefined ? way : shownText(coded(code), language);
};

const transports: Readonly<Record<string, TextCode>> = {
  ssh: 'ssh',
  runCommand: 'runCommand',
  local: 'local',
  ansible: 'ansible',
};

/** One line; only unexpected values of several. */
export function observedInShort({ outcome, expected, observed }: CheckResult, language?: 'en'): string {
  const [only, ...more] = observed;
  if (only && more.length === 0) return itemText(only, language);
  const others = observed.filter((item) => !expected.some((each) => isSameItem(each, item)));
  return outcome === 'passed' || others.length === 0
    ? shownText(coded('allAsExpected', { count: observed.length }), language)
    : itemTexts(others, language).join('; ');
}

const isSameItem = (a: ComparedItem, b: ComparedItem): boolean =>
  a.subject === b.subject && isSameValue(a.value, b.value);

export function expectedInShort({ expected }: CheckResult, language?: 'en'): string {
  const [first, ...others] = expected;
  if (!first) return '';
  if (others.length === 0) return itemText(first, language);
  const value = shownText(first.value, language);
  return shownText(coded('allValues', { count: expected.length, value }), language);
}
