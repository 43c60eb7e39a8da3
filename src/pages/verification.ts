import * as l10n from '@vscode/l10n';
import type { PageCheck, PageVerification } from '../contract/resourcePage';
import type { CheckId } from '../kernel/checkIds';
import type { Association, LastVerification } from '../kernel/inventory';
import { operatingSystemOf } from '../kernel/resourceKinds';
import type { Associable } from '../kernel/resources';
import { timeText } from '../inventory/tree/timeText';
import { checkTexts, type CheckResult, countsText, fixesOf, fixTexts, isOutdated } from '../verification/engine';

type Fixes = PageCheck['fixes'];

/** What to press for a check, by its id. */
function fixesByCheck(resource: Associable, last: LastVerification): ReadonlyMap<CheckId, Fixes> {
  const os = operatingSystemOf(resource);
  const offers = fixesOf(resource, last).flatMap(({ fix, checks }) =>
    checks.map((check) => ({ check, offer: { id: fix, label: fixTexts(fix, os).title } })),
  );
  const byCheck = Map.groupBy(offers, ({ check }) => check);
  return new Map([...byCheck].map(([check, all]) => [check, all.map(({ offer }) => offer)]));
}

const order: readonly PageCheck['outcome'][] = ['failed', 'unknown', 'notJudged', 'passed', 'skipped'];

/** `checks`: of that verification; empty if they are no longer kept. */
export function verificationOn(
  resource: Associable,
  last: LastVerification,
  association: Association,
  checks: readonly CheckResult[],
): PageVerification {
  const { at, passed, failed, unknown, notJudged = [] } = last;
  const fixes = fixesByCheck(resource, last);
  const skipped = checks.filter(({ outcome }) => outcome === 'skipped').length;
  const counts = { passed, failed: failed.length, unknown: unknown.length, notJudged: notJudged.length, skipped };
  return {
    at: timeText(at),
    counts: countsText(counts),
    ...(isOutdated(last, association) && { outdated: l10n.t('Its gateway changed after that. Verify it again.') }),
    checks: checks
      .map((check) => checkOn(check, fixes.get(check.id) ?? []))
      .toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome)),
  };
}

function checkOn(check: CheckResult, fixes: Fixes): PageCheck {
  const { title, expected, observed, outcome, cause, fix, source } = checkTexts(check);
  return {
    id: check.id,
    title,
    outcome: check.outcome,
    outcomeText: outcome,
    expected: linesOf(expected),
    observed: linesOf(observed),
    ...(cause !== undefined && { cause }),
    ...(fix !== undefined && { fix }),
    source,
    fixes,
  };
}

/** A machine may have said thousands. */
const mostLines = 200;

const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, mostLines);
