import { code, markdownTable, words } from '../../network/markdownTable';
import { planCounts } from './counts';
import { type AssociationPlan, type PlannedItem, stepsToTake, type Verdict } from './planAssociation';
import { namesText, remarkList } from './remarkList';
import type { Remark } from './remarks';
import { counted, durationText, goalText, stateText } from './wording';

// A longer table is not read, and takes a preview seconds to draw.
const mostRows = 1000;

/** The dry run as a person reads it, in Markdown. Nothing in a name is read as Markdown. */
export function planDocument(plan: AssociationPlan): string {
  const of = (verdict: Verdict) => plan.items.filter((item) => item.verdict === verdict);
  const [change, blocked, already] = [of('change'), of('blocked'), of('already')];
  return [
    `# ${words(goalText(plan.goal, plan.items.length))}`,
    'This is the plan. Nothing has been changed yet.',
    summary(plan, change),
    overload(plan),
    section(`Will change (${change.length})`, changeTable(change)),
    section(`Blocked (${blocked.length})`, blockedTable(blocked)),
    section('Why blocked', remarkList(blocked, ['error'])),
    section('Needs attention', remarkList(change, ['warning'])),
    section('Good to know', remarkList(change, ['info'])),
    section('What must be open to the internet, or the agents lose Azure', openList(plan)),
    section('What is done, and what takes it back', stepList(change)),
    section(`Nothing to do (${already.length})`, nameList(already)),
  ]
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n');
}

const section = (title: string, body: string): string => (body === '' ? '' : `## ${title}\n\n${body}`);

function summary(plan: AssociationPlan, change: readonly PlannedItem[]): string {
  const { blocked, already, shortestMilliseconds } = planCounts(plan);
  const attention = change.filter(({ remarks }) => remarks.some(({ severity }) => severity === 'warning')).length;
  return [
    `- **${change.length}** will change${attention > 0 ? `, ${attention} of them ${attention === 1 ? 'needs' : 'need'} attention` : ''}`,
    ...(blocked > 0
      ? [`- **${blocked}** ${blocked === 1 ? 'is blocked and stays as it is' : 'are blocked and stay as they are'}`]
      : []),
    ...(already > 0 ? [`- **${already}** ${already === 1 ? 'is' : 'are'} as wanted already`] : []),
    ...(change.length > 0 ? [`- At the pace that Azure allows it takes ${durationText(shortestMilliseconds)}.`] : []),
  ].join('\n');
}

const overload = ({ goal, overload: load }: AssociationPlan): string =>
  load && goal.kind === 'associate'
    ? `> **Capacity:** ${words(goal.gateway.name)} would carry ${counted(load.users)}; by Microsoft’s planning rule that takes ${load.gateways} gateways. Spread them over several.`
    : '';

function changeTable(items: readonly PlannedItem[]): string {
  if (items.length === 0) return '';
  const rows = items
    .slice(0, mostRows)
    .map((item) => [
      words(item.resource.name),
      words(item.resource.resourceGroup),
      words(stateText(item.before)),
      words(stateText(item.wanted)),
      labelsOf(item.remarks.filter(({ severity }) => severity === 'warning')),
    ]);
  return markdownTable(['Resource', 'Resource group', 'Gateway now', 'Gateway then', 'Attention'], rows) + rest(items);
}

function blockedTable(items: readonly PlannedItem[]): string {
  if (items.length === 0) return '';
  const rows = items
    .slice(0, mostRows)
    .map((item) => [
      words(item.resource.name),
      words(item.resource.resourceGroup),
      words(stateText(item.before)),
      labelsOf(item.remarks.filter(({ severity }) => severity === 'error')),
    ]);
  return markdownTable(['Resource', 'Resource group', 'Gateway now', 'Blocked by'], rows) + rest(items);
}

const labelsOf = (remarks: readonly Remark[]): string => remarks.map(({ label }) => words(label)).join(', ');

const rest = ({ length }: readonly PlannedItem[]): string =>
  length > mostRows ? `\nAnd ${counted(length - mostRows, 'more', 'more')}.\n` : '';

/** The kinds of steps in their order, by the first resource that has them. */
export function stepList(items: readonly PlannedItem[]): string {
  const kinds = Map.groupBy(items, (item) =>
    stepsToTake(item)
      .map(({ kind }) => kind)
      .join(),
  );
  return [...kinds.values()]
    .flatMap(([first, ...others]) =>
      first
        ? [
            `For ${others.length === 0 ? code(first.resource.name) : `${code(first.resource.name)} and ${counted(others.length, 'other')} like it`}:\n`,
            ...stepsToTake(first).map(
              ({ title, effect, undo }, index) =>
                `${index + 1}. ${words(title)}. ${words(effect)} To take it back: ${words(undo)}`,
            ),
            '',
          ]
        : [],
    )
    .join('\n');
}

const openList = ({ mustBeOpen = [] }: AssociationPlan): string =>
  mustBeOpen.map((host) => `- ${code(host)}`).join('\n');

const nameList = (items: readonly PlannedItem[]): string =>
  items.length === 0 ? '' : `${namesText(items.map(({ resource }) => resource.name))}.`;
