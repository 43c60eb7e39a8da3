import { redact } from '../../kernel/redact';
import { failureText } from '../../kernel/text/failureText';
import type { AssociationState } from './goal';
import type { ItemResult, ItemStatus, RunRecord } from './journal';
import { blockText, englishMessage } from './remarks';
import type { AssociationPlan, PlannedItem } from './planAssociation';

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

/** `language`: `en` for files for machines; default: the words of the session that wrote them. */
export function reportRows({ head, results, sent }: RunRecord, language?: 'en'): readonly ReportRow[] {
  return head.plan.items.map((item, index) => {
    const own = results.get(index);
    const result = own?.status ?? resultWithout(item, sent.has(index));
    return {
      item,
      result,
      before: item.before,
      after: own ? own.after : result === 'unfinished' ? undefined : item.before,
      reason: redact(
        own ? reasonOf(own, language) : result === 'blocked' ? blockedReason(item, head.plan, language) : '',
      ),
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

function reasonOf(result: ItemResult, language?: 'en'): string {
  const { status, code = 'OperationFailed', failure = { code }, reason = '', language: spoken = 'en' } = result;
  if (reason === '' || language === undefined) return reason;
  return status === 'changed' && spoken !== language
    ? 'Someone else changed it after the plan.'
    : failureText({ failure, words: reason, language: spoken }, language);
}

function blockedReason({ remarks }: PlannedItem, plan: AssociationPlan, language?: 'en'): string {
  const blocking = remarks.find(({ severity }) => severity === 'error');
  if (!blocking) return '';
  const { language: spoken = 'en' } = plan;
  return language === undefined || spoken === language ? blockText(blocking) : englishMessage(blocking.code);
}
