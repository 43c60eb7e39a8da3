import { csvText } from '../../kernel/text/csv';
import { redact } from '../../kernel/redact';
import {
  code,
  joinMarkdown,
  type Markdown,
  markdownDocument,
  markdownTable,
  prose,
  words,
} from '../../kernel/text/markdown';
import type { AssociationState } from './goal';
import type { ItemStatus, RunRecord } from './journal';
import type { PlannedItem } from './planAssociation';
import { stepList } from './planDocument';
import { remarkList } from './remarkList';
import { asSentence, counted, goalText, stateText } from './labels';

/** What became of an item, those included that were never tried. */
type Fate = ItemStatus | 'blocked' | 'unfinished' | 'notRun';

const fateWords: Readonly<Record<Fate, string>> = {
  done: 'done',
  failed: 'failed',
  changed: 'left alone',
  unfinished: 'not confirmed',
  blocked: 'blocked',
  notRun: 'not tried',
  already: 'as wanted already',
};

const fateTitles: Readonly<Record<Fate, string>> = {
  done: 'Done',
  failed: 'Failed',
  changed: 'Left alone',
  unfinished: 'Not confirmed',
  blocked: 'Blocked',
  notRun: 'Not tried',
  already: 'As wanted already',
};

interface ReportRow {
  readonly item: PlannedItem;
  readonly fate: Fate;
  readonly before: AssociationState;
  readonly after: AssociationState | undefined;
  readonly reason: string;
  readonly at: string;
  readonly seconds: string;
  readonly account: string | undefined;
}

/** The audit trail as a document: what was to be done, by whom, and what became of each resource. */
export function associationMarkdown(record: RunRecord): Markdown {
  const { plan } = record.head;
  const rows = rowsOf(record);
  const changed = plan.items.filter(({ verdict }) => verdict === 'change');
  const heading = goalText(plan.goal, changed.length);
  const parts = (Object.keys(fateWords) as Fate[]).map((fate) =>
    section(
      fate,
      rows.filter((row) => row.fate === fate),
    ),
  );
  return markdownDocument([
    prose`# ${words(heading)}: report\n`,
    markdownTable(['', ''], headRows(record)),
    counts(rows),
    remaining(rows),
    ...parts,
    undoing(rows),
    ids(plan.items),
  ]);
}

/** The same, one line a resource, for spreadsheets and archives. */
export function associationCsv(record: RunRecord): string {
  const { account: first = '', environment, plan } = record.head;
  const { goal, tenantId = '' } = plan;
  const frame = [environment, tenantId, goal.kind, goal.kind === 'associate' ? goal.gateway.id : ''];
  const rows = rowsOf(record).map(({ item, fate, before, after, reason, at, seconds, account = first }) => [
    at,
    account,
    ...frame,
    item.resource.id,
    csvState(before),
    csvState(after),
    fateWords[fate],
    reason,
    seconds,
  ]);
  return csvText([columns, ...rows]);
}

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

/** Names may be given twice; whoever archives a trail needs the ids. */
const csvState = (state: AssociationState | undefined): string => shown(state, (id) => id ?? 'none');

const shown = (state: AssociationState | undefined, nameOf?: (id: string | undefined) => string): string =>
  state ? stateText(state, nameOf) : 'not known';

function rowsOf({ head, results, sent }: RunRecord): readonly ReportRow[] {
  return head.plan.items.map((item, index) => {
    const result = results.get(index);
    const fate = result?.status ?? fateWithout(item, sent.has(index));
    const after = result ? result.after : item.verdict === 'change' && sent.has(index) ? undefined : item.before;
    return {
      item,
      fate,
      before: item.before,
      after,
      reason: redact(result?.reason ?? reasonWithout(item, fate)),
      at: result?.at ?? '',
      seconds: result ? (result.milliseconds / 1000).toFixed(1) : '',
      account: result?.account,
    };
  });
}

const fateWithout = ({ verdict }: PlannedItem, isSent: boolean): Fate => {
  if (verdict !== 'change') return verdict;
  return isSent ? 'unfinished' : 'notRun';
};

function reasonWithout({ remarks }: PlannedItem, fate: Fate): string {
  if (fate === 'blocked') {
    const blocking = remarks.find(({ severity }) => severity === 'error');
    return blocking ? `${asSentence(blocking.label)} ${blocking.message}` : '';
  }
  if (fate === 'unfinished') return 'A write was under way when the run ended. Refresh to see what is in place now.';
  return '';
}

function headRows({ head, results, end }: RunRecord): readonly (readonly Markdown[])[] {
  const { goal, tenantId } = head.plan;
  const accounts = new Set([
    head.account ?? 'not known',
    ...[...results.values()].flatMap(({ account }) => account ?? []),
  ]);
  const cancelled = end?.how === 'cancelled' ? prose`, cancelled` : prose``;
  const how = end ? prose`${words(shortTime(end.at))} UTC${cancelled}` : prose`not ended`;
  return [
    [prose`Account`, joinMarkdown([...accounts].map(words), ', then ')],
    [prose`Tenant`, tenantId === undefined ? prose`not known` : code(tenantId)],
    [prose`Environment`, words(head.environment)],
    ...(goal.kind === 'associate' ? [[prose`Gateway`, code(goal.gateway.id)]] : []),
    [prose`Started`, prose`${words(shortTime(head.startedAt))} UTC`],
    [prose`Ended`, how],
  ];
}

function counts(rows: readonly ReportRow[]): Markdown {
  const texts = (Object.keys(fateWords) as Fate[]).flatMap((fate) => {
    const { length } = rows.filter((row) => row.fate === fate);
    return length === 0 ? [] : [words(`${counted(length)} ${fateWords[fate]}`)];
  });
  return joinMarkdown(texts, ' · ');
}

/** What the plan said of those that have changed: there is more to do than Azure can be told. */
function remaining(rows: readonly ReportRow[]): Markdown {
  const done = rows.filter(({ fate }) => fate === 'done').map(({ item }) => item);
  const list = remarkList(done, ['warning', 'info']);
  return list === '' ? prose`` : prose`## Still to look at\n\n${list}`;
}

/** Each step with what takes it back. */
function undoing(rows: readonly ReportRow[]): Markdown {
  const list = stepList(rows.filter(({ fate }) => fate === 'done').map(({ item }) => item));
  return list === '' ? prose`` : prose`## What was done, and what takes it back\n\n${list}`;
}

/** One table for each fate; a reason is a column where there are any. */
function section(fate: Fate, rows: readonly ReportRow[]): Markdown {
  if (rows.length === 0) return prose``;
  const hasReasons = rows.some(({ reason }) => reason !== '');
  const header = [
    'Resource',
    'Resource group',
    'Before',
    'After',
    ...(hasReasons ? ['Reason'] : []),
    'Time (UTC)',
    'Seconds',
  ];
  const cells = rows.map(({ item, before, after, reason, at, seconds }) => [
    words(item.resource.name),
    words(item.resource.resourceGroup),
    words(shown(before)),
    words(shown(after)),
    ...(hasReasons ? [words(reason)] : []),
    words(shortTime(at)),
    words(seconds),
  ]);
  return prose`## ${words(fateTitles[fate])} (${rows.length})\n\n${markdownTable(header, cells)}`;
}

/** Too long for a table; names alone may be given twice. */
function ids(items: readonly PlannedItem[]): Markdown {
  const lines = items.map(({ resource }) => prose`- ${code(resource.id)}`);
  return prose`## Resource IDs\n\n${joinMarkdown(lines, '\n')}`;
}

/** To the second: `2026-08-01 08:01:02`. */
const shortTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');
