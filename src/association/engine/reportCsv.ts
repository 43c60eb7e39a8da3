import { csvText } from '../../kernel/text/csv';
import type { AssociationState } from './goal';
import type { RunRecord } from './journal';
import { type ReportedResult, reportRows } from './reportRows';

const columns = [
  'Time (UTC)',
  'Account',
  'Environment',
  'Tenant',
  'Action',
  'Gateway',
  'Resource',
  'Before',
  'After',
  'Result',
  'Reason',
  'Seconds',
];

const resultTexts: Readonly<Record<ReportedResult, string>> = {
  done: 'done',
  failed: 'failed',
  changed: 'left alone',
  unfinished: 'not confirmed',
  blocked: 'blocked',
  notRun: 'not tried',
  already: 'as wanted already',
};

/** English in every display language. */
export function associationCsv(record: RunRecord): string {
  const { account: first = '', environment, plan } = record.head;
  const { goal, tenantId = '' } = plan;
  const common = [environment, tenantId, goal.kind, goal.kind === 'associate' ? goal.gateway.id : ''];
  const rows = reportRows(record, 'en').map(({ item, result, before, after, reason, at, seconds, account = first }) => [
    at,
    account,
    ...common,
    item.resource.id,
    stateText(before),
    stateText(after),
    resultTexts[result],
    result === 'unfinished' ? 'A write was under way when the run ended. Refresh to see what is in place now.' : reason,
    seconds,
  ]);
  return csvText([columns, ...rows]);
}

/** Uses IDs, because names aren't unique. */
function stateText(state: AssociationState | undefined): string {
  if (!state) return 'not known';
  const { gatewayId = 'none', isEnabled, connectionType } = state;
  const gateway = connectionType === undefined ? gatewayId : `${gatewayId}, agent ${connectionType}`;
  if (isEnabled === undefined || isEnabled === (state.gatewayId !== undefined)) return gateway;
  return isEnabled ? `${gateway}, but the cluster is told to use one` : `${gateway}, but the cluster is not told`;
}
