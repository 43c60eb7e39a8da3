import { redact } from '../../kernel/redact';
import type { AssociationState } from './goal';
import type { ItemStatus, RunRecord } from './journal';
import { blockText } from './remarks';
import type { PlannedItem } from './planAssociation';

export type ReportedResult = ItemStatus | 'blocked' | 'unfinished' | 'notRun';

/** In report order. */
export const reportedResults: readonly ReportedResult[] = [
  'done',
  'failed',
  'changed',
  'unfinished',
  'blocked',
  'notRun',
  'already',
];

export interface ReportRow {
  readonly item: PlannedItem;
  readonly result: ReportedResult;
  readonly before: AssociationState;
  readonly after: AssociationState | undefined;
  /** The error, or what blocked it; otherwise empty. */
  readonly reason: string;
  readonly at: string;
  readonly seconds: string;
  readonly account: string | undefined;
}

export function reportRows({ head, results, sent }: RunRecord): readonly ReportRow[] {
  return head.plan.items.map((item, index) => {
    const own = results.get(index);
    const result = own?.status ?? resultWithout(item, sent.has(index));
    return {
      item,
      result,
      before: item.before,
      after: own ? own.after : result === 'unfinished' ? undefined : item.before,
      reason: redact(own?.reason ?? (result === 'blocked' ? blockedReason(item) : '')),
      at: own?.at ?? '',
      seconds: own ? (own.milliseconds / 1000).toFixed(1) : '',
      account: own?.account,
    };
  });
}

function resultWithout({ verdict }: PlannedItem, isSent: boolean): ReportedResult {
  if (verdict !== 'change') return verdict;
  return isSent ? 'unfinished' : 'notRun';
}

function blockedReason({ remarks }: PlannedItem): string {
  const blocking = remarks.find(({ severity }) => severity === 'error');
  return blocking ? blockText(blocking) : '';
}
