import * as l10n from '@vscode/l10n';
import { sameResource } from '../../kernel/resources';
import type { ItemStatus, RunRecord } from './journal';
import { goalText, stateText } from './labels';
import { type ReportedResult, reportRows } from './reportRows';

type ChangeResult = Exclude<ItemStatus, 'already'> | 'unfinished';

/** What a run came to for one resource, in the display language. */
export interface ResourceChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `Associate 1 resource with gw-hub: direct → gw-hub`. */
  readonly what: string;
  readonly result: ChangeResult;
  readonly resultText: string;
  /** The error; otherwise empty. */
  readonly reason: string;
  readonly account?: string;
}

const resultTexts: Readonly<Record<ChangeResult, string>> = {
  done: l10n.t('done'),
  failed: l10n.t('failed'),
  changed: l10n.t('left alone'),
  unfinished: l10n.t('not confirmed'),
};

const isChange = (result: ReportedResult): result is ChangeResult => Object.hasOwn(resultTexts, result);

/** Only what was tried; empty if the run is not about the resource. */
export function changesOf(record: RunRecord, resourceId: string): readonly ResourceChange[] {
  const { plan, startedAt, account: starter } = record.head;
  return reportRows(record).flatMap(({ item, result, before, after, reason, at, account = starter }) => {
    if (!sameResource(item.resource.id, resourceId) || !isChange(result)) return [];
    const reached = after ? stateText(after) : l10n.t('unknown');
    return {
      at: at === '' ? startedAt : at,
      what: `${goalText(plan.goal, 1)}: ${stateText(before)} → ${reached}`,
      result,
      resultText: resultTexts[result],
      reason,
      ...(account !== undefined && { account }),
    };
  });
}
