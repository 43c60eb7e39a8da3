import type { Finding, Severity } from '../kernel/finding';
import { judge, type ObservedAzureState, siteRules } from './rules';
import { sectionsOfServers, type Site, type TargetRef } from './site';
import { targetsOf } from './targets';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, ok: 3 };

/**
 * What is worth knowing about a site that can be read, gravest first: about that which all targets share, then about each
 * target. An `error` says that what is so described cannot work.
 */
export function checkSite(
  site: Site,
  observed: ObservedAzureState = {},
  unread: readonly TargetRef[] = [],
): readonly Finding[] {
  const findings = [
    ...judge(siteRules, site, observed),
    ...targetsOf(site, unread).flatMap(({ of }) => of((module, target) => judge(module.rules, target, observed))),
  ];
  return inRank(findings);
}

/** Gravest first; in their own order within a severity. */
export const inRank = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => rank[a.severity] - rank[b.severity]);

/** Whether a finding keeps a target from being planned: it is an error of the site or of this target. */
export function blocks({ severity, path }: Finding, target: TargetRef): boolean {
  if (severity !== 'error') return false;
  const [section = ''] = path.split('.', 1);
  if (sectionsOfServers.includes(section)) return target.kind === 'servers';
  return section !== 'targets' || path === target.path || path.startsWith(`${target.path}.`);
}
