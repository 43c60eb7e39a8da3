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
import { counted, durationText, goalText, stateText } from './labels';

// A longer table is not read, and takes a preview seconds to draw.
const mostRows = 1000;

/** The dry run as a person reads it, in Markdown. Nothing in a name is read as Markdown. */
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
    section(prose`What must be open to the internet, or the agents lose Azure`, openList(plan)),
    section(prose`What is done, and what takes it back`, stepList(change)),
    section(prose`Nothing to do (${already.length})`, nameList(already)),
  ]);
}

const section = (title: Markdown, body: Markdown): Markdown => (body === '' ? prose`` : prose`## ${title}\n\n${body}`);

function summary(plan: AssociationPlan, change: readonly PlannedItem[]): Markdown {
  const { blocked, already, shortestMilliseconds } = planCounts(plan);
  const attention = change.filter(({ remarks }) => remarks.some(({ severity }) => severity === 'warning')).length;
  const need = attention === 1 ? prose`needs` : prose`need`;
  const lines = [
    prose`- **${change.length}** will change${attention > 0 ? prose`, ${attention} of them ${need} attention` : prose``}`,
    ...(blocked > 0
      ? [
          prose`- **${blocked}** ${blocked === 1 ? prose`is blocked and stays as it is` : prose`are blocked and stay as they are`}`,
        ]
      : []),
    ...(already > 0 ? [prose`- **${already}** ${already === 1 ? prose`is` : prose`are`} as wanted already`] : []),
    ...(change.length > 0
      ? [prose`- At the pace that Azure allows it takes ${words(durationText(shortestMilliseconds))}.`]
      : []),
  ];
  return joinMarkdown(lines, '\n');
}

const overload = ({ goal, overload: load }: AssociationPlan): Markdown =>
  load && goal.kind === 'associate'
    ? prose`> **Capacity:** ${words(goal.gateway.name)} would carry ${words(counted(load.users))}; by Microsoft’s planning rule that takes ${load.gateways} gateways. Spread them over several.`
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
  const table = markdownTable(['Resource', 'Resource group', 'Gateway now', 'Gateway then', 'Attention'], rows);
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
  return prose`${markdownTable(['Resource', 'Resource group', 'Gateway now', 'Blocked by'], rows)}${rest(items)}`;
}

const labelsOf = (remarks: readonly Remark[]): Markdown =>
  joinMarkdown(
    remarks.map(({ label }) => words(label)),
    ', ',
  );

const rest = ({ length }: readonly PlannedItem[]): Markdown =>
  length > mostRows ? prose`\nAnd ${words(counted(length - mostRows, 'more', 'more'))}.\n` : prose``;

/** The kinds of steps in their order, by the first resource that has them. */
export function stepList(items: readonly PlannedItem[]): Markdown {
  const kinds = Map.groupBy(items, (item) =>
    stepsToTake(item)
      .map(({ kind }) => kind)
      .join(),
  );
  const lines = [...kinds.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const like = others.length === 0 ? prose`` : prose` and ${words(counted(others.length, 'other'))} like it`;
    return [
      prose`For ${code(first.resource.name)}${like}:\n`,
      ...stepsToTake(first).map(
        ({ title, effect, undo }, index) =>
          prose`${index + 1}. ${words(title)}. ${words(effect)} To take it back: ${words(undo)}`,
      ),
      prose``,
    ];
  });
  return joinMarkdown(lines, '\n');
}

const openList = ({ mustBeOpen = [] }: AssociationPlan): Markdown =>
  joinMarkdown(
    mustBeOpen.map((host) => prose`- ${code(host)}`),
    '\n',
  );

const nameList = (items: readonly PlannedItem[]): Markdown =>
  items.length === 0 ? prose`` : prose`${namesText(items.map(({ resource }) => resource.name))}.`;
