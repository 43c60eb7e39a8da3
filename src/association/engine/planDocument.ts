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
import { planCounts } from './counts';
import { type AssociationPlan, type PlannedItem, stepsToTake, type PlanVerdict } from './planAssociation';
import { namesText, remarkList } from './remarkList';
import type { Remark } from './remarks';
import { goalText, stateText } from './labels';
import { plural } from '../../kernel/text/phrases';
import { durationText, resourceCount } from '../../kernel/text/quantities';

// Longer tables take the preview seconds to render.
const mostRows = 1000;

export function planDocument(plan: AssociationPlan): Markdown {
  const of = (verdict: PlanVerdict) => plan.items.filter((item) => item.verdict === verdict);
  const [change, blocked, already] = [of('change'), of('blocked'), of('already')];
  return markdownDocument([
    prose`# ${words(goalText(plan.goal, plan.items.length))}`,
    prose`This is the plan. Nothing has been changed yet.`,
    summary(plan, change),
    overload(plan),
    section(prose`Will change (${change.length})`, changeTable(change)),
    section(prose`Blocked (${blocked.length})`, blockedTable(blocked)),
    section(prose`Why blocked`, remarkList(blocked, ['error'])),
    section(prose`Needs attention`, remarkList(change, ['warning'])),
    section(prose`Good to know`, remarkList(change, ['info'])),
    section(prose`Required outbound endpoints (otherwise the agents lose their connection to Azure)`, openList(plan)),
    section(prose`Steps, and how to undo them`, stepList(change)),
    section(prose`Nothing to do (${already.length})`, nameList(already)),
  ]);
}

const section = (title: Markdown, body: Markdown): Markdown => (body === '' ? prose`` : prose`## ${title}\n\n${body}`);

function summary(plan: AssociationPlan, change: readonly PlannedItem[]): Markdown {
  const { blocked, already, shortestMilliseconds } = planCounts(plan);
  const attention = change.filter(({ remarks }) => remarks.some(({ severity }) => severity === 'warning')).length;
  const lines = [
    attention === 0
      ? prose`- **${change.length}** will change`
      : plural(attention, {
          one: prose`- **${change.length}** will change, 1 of them needs attention`,
          other: prose`- **${change.length}** will change, ${attention} of them need attention`,
        }),
    ...(blocked > 0
      ? [
          plural(blocked, {
            one: prose`- **${blocked}** is blocked and won’t change`,
            other: prose`- **${blocked}** are blocked and won’t change`,
          }),
        ]
      : []),
    ...(already > 0
      ? [
          plural(already, {
            one: prose`- **${already}** needs no change`,
            other: prose`- **${already}** need no change`,
          }),
        ]
      : []),
    ...(change.length > 0
      ? [prose`- At the rate that Azure allows, this takes ${words(durationText(shortestMilliseconds))}.`]
      : []),
  ];
  return joinMarkdown(lines, '\n');
}

const overload = ({ goal, overload: load }: AssociationPlan): Markdown =>
  load && goal.kind === 'associate'
    ? prose`> **Capacity:** ${words(goal.gateway.name)} would carry ${words(resourceCount(load.users))}. By Microsoft’s planning rule, that takes ${load.gateways} gateways: distribute them over several.`
    : prose``;

function changeTable(items: readonly PlannedItem[]): Markdown {
  if (items.length === 0) return prose``;
  const rows = items
    .slice(0, mostRows)
    .map((item) => [
      words(item.resource.name),
      words(item.resource.resourceGroup),
      words(stateText(item.before)),
      words(stateText(item.wanted)),
      labelsOf(item.remarks.filter(({ severity }) => severity === 'warning')),
    ]);
  const header = [...commonHeader(), l10n.t('Gateway after'), l10n.t('Attention')];
  const table = markdownTable(header, rows);
  return prose`${table}${rest(items)}`;
}

function blockedTable(items: readonly PlannedItem[]): Markdown {
  if (items.length === 0) return prose``;
  const rows = items
    .slice(0, mostRows)
    .map((item) => [
      words(item.resource.name),
      words(item.resource.resourceGroup),
      words(stateText(item.before)),
      labelsOf(item.remarks.filter(({ severity }) => severity === 'error')),
    ]);
  return prose`${markdownTable([...commonHeader(), l10n.t('Blocked by')], rows)}${rest(items)}`;
}

const commonHeader = (): readonly string[] => [l10n.t('Resource'), l10n.t('Resource group'), l10n.t('Gateway now')];

const labelsOf = (remarks: readonly Remark[]): Markdown =>
  joinMarkdown(
    remarks.map(({ label }) => words(label)),
    ', ',
  );

const rest = ({ length }: readonly PlannedItem[]): Markdown =>
  length > mostRows ? prose`\n${prose`And ${length - mostRows} more.`}\n` : prose``;

export function stepList(items: readonly PlannedItem[]): Markdown {
  const kinds = Map.groupBy(items, (item) =>
    stepsToTake(item)
      .map(({ kind }) => kind)
      .join(),
  );
  const lines = [...kinds.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    return [
      prose`${stepsHeading(code(first.resource.name), others.length)}\n`,
      ...stepsToTake(first).map(
        ({ title, effect, undo }, index) =>
          prose`${index + 1}. ${words(title)}. ${words(effect)} To undo: ${words(undo)}`,
      ),
      prose``,
    ];
  });
  return joinMarkdown(lines, '\n');
}

const stepsHeading = (name: Markdown, others: number): Markdown =>
  others === 0
    ? prose`For ${name}:`
    : plural(others, {
        one: prose`For ${name} and 1 other like it:`,
        other: prose`For ${name} and ${others} others like it:`,
      });

const openList = ({ mustBeOpen = [] }: AssociationPlan): Markdown =>
  joinMarkdown(
    mustBeOpen.map((host) => prose`- ${code(host)}`),
    '\n',
  );

const nameList = (items: readonly PlannedItem[]): Markdown =>
  items.length === 0 ? prose`` : prose`${namesText(items.map(({ resource }) => resource.name))}.`;
