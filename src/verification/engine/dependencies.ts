import type { CheckId } from '../../kernel/checkIds';
import { type CheckVerdict, type CheckVerdicts, dependenciesOf, hasOwnCause, type NotAskedReason } from './checkResult';

/** Which failed check left the machine unasked. */
const silencedBy: Readonly<Record<NotAskedReason, CheckId>> = { noAnswer: 'machine.reached', noAgent: 'agent.status' };

/**
 * A check that presupposes a failed one, directly or through others, is not judged, and follows the check that failed.
 * Only a failure counts: an unknown cause hides nothing.
 */
export function judgeDependents(verdicts: CheckVerdicts): CheckVerdicts {
  const known = new Map(verdicts);
  const judged = verdicts.map(([id, verdict]) => [id, withCause(verdict, causeOf(id, known))] as const);
  const consequences = Map.groupBy(judged, ([, { consequenceOf }]) => consequenceOf);
  return (consequences.get(undefined) ?? []).flatMap((each) => [each, ...(consequences.get(each[0]) ?? [])]);
}

/** Of a check that has no value to compare, nothing is judged in any case. */
const withCause = (verdict: CheckVerdict, cause: CheckId | undefined): CheckVerdict =>
  cause === undefined || verdict.outcome === 'skipped'
    ? verdict
    : { ...verdict, outcome: 'notJudged', consequenceOf: cause };

/** The first failed check that itself presupposes none. */
function causeOf(id: CheckId, known: ReadonlyMap<CheckId, CheckVerdict>): CheckId | undefined {
  const verdict = known.get(id);
  if (verdict === undefined) return undefined;
  if (verdict.notAsked !== undefined) return silencedBy[verdict.notAsked];
  if (hasOwnCause(id, verdict)) return undefined;
  for (const { check, cause } of dependenciesOf(id)) {
    const presupposed = known.get(check);
    const hasFailed = presupposed?.outcome === 'failed' && (cause === undefined || (presupposed.why ?? '') === cause);
    // A check that was not asked is unknown, and so is what follows from it.
    const isOpen = presupposed !== undefined && presupposed.notAsked === undefined && cause === undefined;
    const root = hasFailed || isOpen ? causeOf(check, known) : undefined;
    if (root !== undefined) return root;
    if (hasFailed) return check;
  }
  return undefined;
}
