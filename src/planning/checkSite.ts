import type { Finding, Severity } from '../kernel/finding';
import { judge, type ObservedAzureState, siteRules } from './rules';
import type { Site, TargetRef } from './site';
import { checkTarget, targetsOf } from './targets';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, ok: 3 };

/**
 * Findings about a readable site, by severity: first about what the targets share, then about each target. An `error`
 * means that it can’t work as described.
 */
export function checkSite(
  site: Site,
  observed: ObservedAzureState = {},
  unread: readonly TargetRef[] = [],
): readonly Finding[] {
  const findings = [
    ...judge(siteRules, site, observed),
    ...targetsOf(site, unread).flatMap((target) => checkTarget(target, site, observed)),
  ];
  return inRank(findings);
}

/** By severity, stable within one. */
export const inRank = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
