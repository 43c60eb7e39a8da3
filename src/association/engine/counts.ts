import { type AssociationPlan, stepsToTake, type PlanVerdict } from './planAssociation';
import { isForAzure } from './stepKinds';
import { shortestTime } from './remainingTime';

export interface PlanCounts extends Readonly<Record<PlanVerdict, number>> {
  /** Minimum duration under Azure's rate limits. */
  readonly shortestMilliseconds: number;
}

export function planCounts({ items }: AssociationPlan): PlanCounts {
  const count = (verdict: PlanVerdict): number => items.filter((item) => item.verdict === verdict).length;
  const changing = items.filter(({ verdict }) => verdict === 'change');
  const bySubscription = Map.groupBy(changing, ({ resource }) => resource.subscriptionId.toLowerCase());
  const writes = [...bySubscription.values()].map((own) =>
    own.reduce((sum, item) => sum + stepsToTake(item).filter(isForAzure).length, 0),
  );
  return {
    change: changing.length,
    blocked: count('blocked'),
    already: count('already'),
    shortestMilliseconds: shortestTime(writes),
  };
}
