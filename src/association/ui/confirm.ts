import { canceled } from '../../kernel/errors';
import { type BoxText, bullets, foreign, lines, paragraphs, say } from '../../kernel/text/boxText';
import { nameInId } from '../../kernel/resources';
import { plural } from '../../kernel/text/phrases';
import { durationText } from '../../kernel/text/quantities';
import {
  type AssociationGoal,
  type AssociationPlan,
  blockText,
  changeOf,
  goalText,
  planCounts,
  type PlannedItem,
} from '../engine';
import { confirmRisk, showInformation } from '../../vscode/boxes/messages';
import { createPickBox } from '../../vscode/boxes/picks';

const readPlan = say`Read the plan`;
const onMachineToo = say`On the machine too…`;

/** “Read the plan” asks again beside it. */
export async function confirmMany(plan: AssociationPlan, isSample: boolean): Promise<void> {
  const { change, blocked, already, shortestMilliseconds } = planCounts(plan);
  const action = foreign('sentence', goalText(plan.goal, change));
  const button = plan.goal.kind === 'associate' ? say`Associate ${change}` : say`Detach ${change}`;
  const detail = lines(
    ...(blocked > 0
      ? [
          plural(blocked, {
            one: say`1 is blocked and won’t change.`,
            other: say`${blocked} are blocked and won’t change.`,
          }),
        ]
      : []),
    ...(already > 0 ? [plural(already, { one: say`1 needs no change.`, other: say`${already} need no change.` })] : []),
    ...attention(plan),
    say`At the rate that Azure allows, this takes ${foreign('sentence', durationText(shortestMilliseconds))}. You can pause or cancel it.`,
  );
  const question = isSample ? say`${action}? (sample tenant)` : say`${action}?`;
  const chosen = await confirmRisk(question, detail, button, readPlan);
  if (chosen === button) return;
  if (chosen !== readPlan) throw canceled();
  if (!(await askBesidePlan(question, button))) throw canceled();
}

function attention({ items, overload }: AssociationPlan): readonly BoxText[] {
  const warned = items.filter(
    ({ verdict, remarks }) => verdict === 'change' && remarks.some(({ severity }) => severity === 'warning'),
  ).length;
  return [
    ...(warned > 0
      ? [
          plural(warned, {
            one: say`1 needs attention; see the plan.`,
            other: say`${warned} need attention; see the plan.`,
          }),
        ]
      : []),
    ...(overload ? [say`This exceeds the capacity of one gateway; see the plan.`] : []),
  ];
}

/** A quick pick, so the plan stays scrollable. */
function askBesidePlan(question: BoxText, button: BoxText): Promise<boolean> {
  return new Promise((resolve) => {
    const pick = createPickBox();
    const go = { label: say`$(check) ${button}` };
    pick.title = question;
    pick.placeholder = say`Read the plan, then choose; Escape changes nothing`;
    pick.items = [go, { label: say`$(close) Change nothing` }];
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0] === go);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(false);
      pick.dispose();
    });
    pick.show();
  });
}

export interface AskingOne {
  readonly isSample: boolean;
  readonly offersMachine: boolean;
}

/** Explains if nothing changes. `onMachine` needs a new plan. */
export async function confirmOne(
  { goal, mustBeOpen = [] }: AssociationPlan,
  item: PlannedItem,
  { isSample, offersMachine }: AskingOne,
): Promise<'change' | 'onMachine'> {
  const more = offersMachine ? [onMachineToo] : [];
  if (item.verdict === 'already') {
    const chosen = await showInformation(alreadyText(goal, item), ...more);
    if (chosen === onMachineToo) return 'onMachine';
    throw canceled();
  }
  const name = foreign('azureName', item.resource.name);
  if (item.verdict === 'blocked') {
    const detail = bullets(item.remarks.filter(({ severity }) => severity === 'error').map(blockedText));
    await confirmRisk(
      goal.kind === 'detach'
        ? say`${name} can’t be detached.`
        : say`${name} can’t be associated with ${foreign('azureName', goal.gateway.name)}.`,
      detail,
    );
    throw canceled();
  }
  const [button, question] =
    goal.kind === 'detach'
      ? [say`Detach`, say`Detach ${name} from ${usedGateway(item)}?`]
      : [say`Associate`, say`Associate ${name} with ${foreign('azureName', goal.gateway.name)}?`];
  const detail = detailOf(item, mustBeOpen, changeOf(item, goal));
  const chosen = await confirmRisk(isSample ? say`${question} (sample tenant)` : question, detail, button, ...more);
  if (chosen === onMachineToo) return 'onMachine';
  if (chosen !== button) throw canceled();
  return 'change';
}

const usedGateway = ({ before: { gatewayId } }: PlannedItem): BoxText =>
  gatewayId === undefined ? say`its gateway` : foreign('azureName', nameInId(gatewayId));

function alreadyText(goal: AssociationGoal, { resource }: PlannedItem): BoxText {
  const name = foreign('azureName', resource.name);
  if (goal.kind === 'detach')
    return goal.onMachine
      ? say`${name} is already detached, and its agent connects directly.`
      : say`${name} is no longer associated with a gateway.`;
  const gateway = foreign('azureName', goal.gateway.name);
  return goal.onMachine
    ? say`${name} is already associated with ${gateway}, and its agent uses it.`
    : say`${name} is already associated with ${gateway}.`;
}

function detailOf(item: PlannedItem, mustBeOpen: readonly string[], change: ReturnType<typeof changeOf>): BoxText {
  const { steps, manualCommand: command } = change;
  const isTried = item.wanted.connectionType === 'direct';
  const remarks = item.remarks.filter(({ code }) => command === undefined || code !== 'association.onMachine');
  const parts: readonly (readonly [BoxText, readonly string[]])[] = [
    [say`Changes, in this order:`, steps.map(({ title, effect }) => `${title}. ${effect}`)],
    [
      isTried
        ? say`Required outbound endpoints (those that can be checked from the machine are reachable):`
        : say`Required outbound endpoints (otherwise the agent loses its connection to Azure):`,
      mustBeOpen,
    ],
    [say`To undo:`, steps.map(({ undo }) => undo).toReversed()],
    [say`Good to know:`, remarks.map(textOf)],
  ];
  const last = command === undefined ? [] : [lines(say`Then run on the machine:`, foreign('sentence', command))];
  return paragraphs(
    ...parts
      .filter(([, all]) => all.length > 0)
      .map(([title, all]) =>
        lines(
          title,
          bullets(
            all.map((text) => foreign('sentence', text)),
            40,
          ),
        ),
      ),
    ...last,
  );
}

const textOf = ({ message, fix }: PlannedItem['remarks'][number]): string => `${message} ${fix}`;
/** Prefixed with the item's own label (closed hosts, or the machine's answer). */
const blockedText = (remark: PlannedItem['remarks'][number]): BoxText =>
  foreign('sentence', `${blockText(remark)} ${remark.fix}`);
