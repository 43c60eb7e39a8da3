import * as l10n from '@vscode/l10n';
import type { ArcError } from '../../kernel/errors';
import type { Cloud } from '../../kernel/knowledge/clouds';
import { formatNumber, plural, textLanguage } from '../../kernel/text/phrases';
import type { InventoryActivity } from '..';

export interface HeaderFacts {
  readonly isSample: boolean;
  readonly cloud: Cloud | undefined;
  readonly filter: string;
  /** Counts of resources. */
  readonly counts: { readonly all: number; readonly shown: number };
  readonly activity: InventoryActivity | undefined;
  /** Unix time in milliseconds, if the rows are older than the latest load. */
  readonly readAt: number | undefined;
  readonly isPartial: boolean;
  /** Why the tenant or a part of it failed to load. */
  readonly problem: ArcError | undefined;
  /** Why the Resource Graph query failed. */
  readonly graphProblem: ArcError | undefined;
  readonly unread: number;
  readonly notOffered: readonly string[];
}

export function headerOf(facts: HeaderFacts, now: number): string | undefined {
  const { isSample, cloud, filter, counts, graphProblem } = facts;
  const parts = [
    isSample ? l10n.t('Sample tenant, not Azure.') : noticeOf(cloud),
    stateOf(facts, now),
    graphProblem && l10n.t('No access to Azure Resource Graph, so subscriptions are loaded one by one.'),
    ...facts.notOffered,
    filter && l10n.t`${formatNumber(counts.shown)} of ${formatNumber(counts.all)}, filtered by “${filter}”.`,
  ];
  return parts.filter(Boolean).join(' ') || undefined;
}

const noticeOf = (cloud: Cloud | undefined): string =>
  cloud?.gateways === 'absent'
    ? l10n.t`Arc gateway isn’t available in ${cloud.display}, only in the Azure public cloud.`
    : '';

function stateOf({ activity, readAt, isPartial, problem, unread }: HeaderFacts, now: number): string {
  const isLoading = activity === 'resources';
  if (readAt !== undefined) {
    const age = timeAgo(now - readAt);
    if (isLoading) return l10n.t`As of ${age}; loading…`;
    return problem
      ? l10n.t`As of ${age}. ${problem.message}`
      : l10n.t`As of ${age}. Refresh to load the current state.`;
  }
  if (isPartial && isLoading) return l10n.t('Loading…');
  if (isPartial) {
    return problem
      ? l10n.t`Some resources could not be loaded. ${problem.message}`
      : l10n.t('Loading was canceled. Refresh to load everything.');
  }
  if (unread === 0 || isLoading) return '';
  return associationState(unread, activity, problem);
}

function associationState(unread: number, activity: HeaderFacts['activity'], problem: HeaderFacts['problem']): string {
  const count = formatNumber(unread);
  if (activity) {
    return plural(unread, {
      one: l10n.t('Loading 1 association…'),
      other: l10n.t`Loading ${count} associations…`,
    });
  }
  const notLoaded = plural(unread, {
    one: l10n.t('1 association is not loaded.'),
    other: l10n.t`${count} associations are not loaded.`,
  });
  return problem ? `${notLoaded} ${problem.message}` : notLoaded;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `12 minutes ago`; at least one minute. */
export function timeAgo(milliseconds: number): string {
  const [unit, size] = units.find((each) => milliseconds >= each[1]) ?? ['minute', 60_000];
  const count = Math.max(1, Math.floor(milliseconds / size));
  return new Intl.RelativeTimeFormat(textLanguage()).format(-count, unit);
}
