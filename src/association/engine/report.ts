import * as l10n from '@vscode/l10n';
import {
  code,
  joinMarkdown,
  type Markdown,
  markdownDocument,
  markdownTable,
  prose,
  words,
} from '../../kernel/text/markdown';
import { plural } from '../../kernel/text/phrases';
import { zonedTimeText } from '../../kernel/text/timeText';
import type { AssociationState } from './goal';
import type { RunRecord } from './journal';
import { goalText, stateText } from './labels';
import type { PlannedItem } from './planAssociation';
import { stepList } from './planDocument';
import { remarkList } from './remarkList';
import { type ReportedResult, type ReportRow, reportedResults, reportRows } from './reportRows';

const titles: Readonly<Record<ReportedResult, (count: number) => Markdown>> = {
  done: (count) => prose`Done (${count})`,
  failed: (count) => prose`Failed (${count})`,
  changed: (count) => prose`Left alone (${count})`,
  unfinished: (count) => prose`Not confirmed (${count})`,
  blocked: (count) => prose`Blocked (${count})`,
  notRun: (count) => prose`Not tried (${count})`,
  already: (count) => prose`No change needed (${count})`,
};

const countTexts: Readonly<Record<ReportedResult, (count: number) => Markdown>> = {
  done: (n) => plural(n, { one: prose`1 resource done`, other: prose`${n} resources done` }),
  failed: (n) => plural(n, { one: prose`1 resource failed`, other: prose`${n} resources failed` }),
  changed: (n) => plural(n, { one: prose`1 resource left alone`, other: prose`${n} resources left alone` }),
  unfinished: (n) => plural(n, { one: prose`1 resource not confirmed`, other: prose`${n} resources not confirmed` }),
  blocked: (n) => plural(n, { one: prose`1 resource blocked`, other: prose`${n} resources blocked` }),
  notRun: (n) => plural(n, { one: prose`1 resource not tried`, other: prose`${n} resources not tried` }),
  already: (n) => plural(n, { one: prose`1 resource needs no change`, other: prose`${n} resources need no change` }),
};

export function associationMarkdown(record: RunRecord): Markdown {
  const { plan } = record.head;
  const rows = reportRows(record);
  const changed = plan.items.filter(({ verdict }) => verdict === 'change');
  const heading = goalText(plan.goal, changed.length);
  const parts = reportedResults.map((result) =>
    section(
      result,
      rows.filter((row) => row.result === result),
    ),
  );
  return markdownDocument([
    prose`# ${prose`${words(heading)}: report`}\n`,
    markdownTable(['', ''], headRows(record)),
    counts(rows),
    remaining(rows),
    ...parts,
    undoing(rows),
    ids(plan.items),
  ]);
}

const shown = (state: AssociationState | undefined): string => (state ? stateText(state) : l10n.t('unknown'));

function headRows({ head, results, end }: RunRecord): readonly (readonly Markdown[])[] {
  const { goal, tenantId } = head.plan;
  const accounts = new Set([
    head.account ?? l10n.t('unknown'),
    ...[...results.values()].flatMap(({ account }) => account ?? []),
  ]);
  return [
    [prose`Account`, joinMarkdown([...accounts].map(words), ' → ')],
    [prose`Tenant`, tenantId === undefined ? prose`unknown` : code(tenantId)],
    [prose`Environment`, environmentText(head.environment)],
    ...(goal.kind === 'associate' ? [[prose`Gateway`, code(goal.gateway.id)]] : []),
    [prose`Started`, words(zonedTimeText(head.startedAt))],
    [prose`Ended`, endText(end)],
  ];
}

/** The sample is named as such: nothing in it is real. */
const environmentText = (environment: string): Markdown =>
  environment === 'sample' ? prose`sample tenant: everything in it is invented` : words(environment);

function endText(end: RunRecord['end']): Markdown {
  if (!end) return prose`not ended`;
  const time = words(zonedTimeText(end.at));
  return end.how === 'cancelled' ? prose`${time}, canceled` : time;
}

function counts(rows: readonly ReportRow[]): Markdown {
  const texts = reportedResults.flatMap((result) => {
    const { length } = rows.filter((row) => row.result === result);
    return length === 0 ? [] : [countTexts[result](length)];
  });
  return joinMarkdown(texts, ' · ');
}

function remaining(rows: readonly ReportRow[]): Markdown {
  const done = rows.filter(({ result }) => result === 'done').map(({ item }) => item);
  const list = remarkList(done, ['warning', 'info']);
  return list === '' ? prose`` : prose`## ${prose`Still to check`}\n\n${list}`;
}

function undoing(rows: readonly ReportRow[]): Markdown {
  const list = stepList(rows.filter(({ result }) => result === 'done').map(({ item }) => item));
  return list === '' ? prose`` : prose`## ${prose`Steps taken, and how to undo them`}\n\n${list}`;
}

function section(result: ReportedResult, rows: readonly ReportRow[]): Markdown {
  if (rows.length === 0) return prose``;
  const hasReasons = rows.some((row) => reasonOf(row) !== '');
  const header = [
    l10n.t('Resource'),
    l10n.t('Resource group'),
    l10n.t('Before'),
    l10n.t('After'),
    ...(hasReasons ? [l10n.t('Reason')] : []),
    l10n.t('Time'),
    l10n.t('Seconds'),
  ];
  const cells = rows.map((row) => [
    words(row.item.resource.name),
    words(row.item.resource.resourceGroup),
    words(shown(row.before)),
    words(shown(row.after)),
    ...(hasReasons ? [words(reasonOf(row))] : []),
    words(zonedTimeText(row.at)),
    words(row.seconds),
  ]);
  return prose`## ${titles[result](rows.length)}\n\n${markdownTable(header, cells)}`;
}

const reasonOf = ({ result, reason }: ReportRow): string =>
  result === 'unfinished'
    ? l10n.t('The run ended while a change was being written. Refresh to see the current state.')
    : reason;

/** Names aren't unique, and IDs are too long for a table. */
function ids(items: readonly PlannedItem[]): Markdown {
  const lines = items.map(({ resource }) => prose`- ${code(resource.id)}`);
  return prose`## ${prose`Resource IDs`}\n\n${joinMarkdown(lines, '\n')}`;
}
