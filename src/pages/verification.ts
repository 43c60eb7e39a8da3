import * as l10n from '@vscode/l10n';
import type { PageCheck, PageVerification } from '../contract/resourcePage';
import type { CheckId } from '../kernel/checkIds';
import type { Association, LastVerification } from '../kernel/inventory';
import { operatingSystemOf } from '../kernel/resourceKinds';
import type { Associable } from '../kernel/resources';
import { timeText } from '../kernel/text/timeText';
import { checkTexts, type CheckResult, countsText, isOutdated, outcomeText } from '../verification/engine';
import { fixesOf, fixTexts } from '../verification/engine/fixes';

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
  const { title, expected, observed, cause, consequence, fix, source } = checkTexts(check);
  const why = consequence ?? cause;
  return {
    id: check.id,
    title,
    outcome: check.outcome,
    outcomeText: outcomeText(check.outcome),
    expected: expected.slice(0, mostLines),
    observed: observed.slice(0, mostLines),
    ...(why !== undefined && { cause: why }),
    ...(fix !== undefined && { fix }),
    source,
    fixes,
  };
}

/** A machine may have said thousands. */
const mostLines = 200;
