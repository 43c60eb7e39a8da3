import { cancelled } from '../../kernel/errors';
import { type BoxText, bullets, foreign, lines, paragraphs, say } from '../../kernel/text/boxText';
import {
  type AssociationGoal,
  type AssociationPlan,
  changeOf,
  planCounts,
  gatewayNameIn,
  type PlannedItem,
  labels,
} from '../engine';
import { confirmRisk, showInformation } from '../../vscode/boxes/messages';
import { createPickBox } from '../../vscode/boxes/picks';

const readPlan = say`Read the Plan`;
const onMachineToo = say`On the Machine Too…`;

/** Asks about many, with the plan open behind. Who wants to read it first is asked again beside it. */
export async function confirmMany(plan: AssociationPlan, isSample: boolean): Promise<void> {
  const { change, blocked, already, shortestMilliseconds } = planCounts(plan);
  const action = foreign('sentence', labels.goalText(plan.goal, change));
  const button = plan.goal.kind === 'associate' ? say`Associate ${change}` : say`Detach ${change}`;
  const detail = lines(
    ...(blocked > 0
      ? [blocked === 1 ? say`1 is blocked and stays as it is.` : say`${blocked} are blocked and stay as they are.`]
      : []),
    ...(already > 0 ? [already === 1 ? say`1 is as wanted already.` : say`${already} are as wanted already.`] : []),
    ...attention(plan),
    say`At the pace that Azure allows it takes ${foreign('sentence', labels.durationText(shortestMilliseconds))}. It can be paused and cancelled.`,
  );
  const question = say`${action}?${inSample(isSample)}`;
  const chosen = await confirmRisk(question, detail, button, readPlan);
  if (chosen === button) return;
  if (chosen !== readPlan) throw cancelled();
  if (!(await askBesidePlan(question, button))) throw cancelled();
}

const inSample = (isSample: boolean): BoxText => (isSample ? say` (sample tenant)` : say``);

function attention({ items, overload }: AssociationPlan): readonly BoxText[] {
  const warned = items.filter(
    ({ verdict, remarks }) => verdict === 'change' && remarks.some(({ severity }) => severity === 'warning'),
  ).length;
  return [
    ...(warned > 0
      ? [warned === 1 ? say`1 needs attention; the plan says why.` : say`${warned} need attention; the plan says why.`]
      : []),
    ...(overload ? [say`The gateway would carry more than one is made for; the plan says more.`] : []),
  ];
}

/** A list that leaves the plan behind it to be read and scrolled; Escape leaves everything as it is. */
function askBesidePlan(question: BoxText, button: BoxText): Promise<boolean> {
  return new Promise((resolve) => {
    const pick = createPickBox();
    const go = { label: say`$(check) ${button}` };
    pick.title = question;
    pick.placeholder = say`Read the plan, then choose; Escape leaves everything as it is`;
    pick.items = [go, { label: say`$(close) Leave everything as it is` }];
    pick.ignoreFocusOut = true;
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
  /** Whether the agent on its machine can be told too. */
  readonly offersMachine: boolean;
}

/**
 * Asks about one resource: all that is to be said of it fits into the question. Says why when it cannot be changed.
 * `onMachine`: the person wants the agent on the machine to be told as well, which takes another plan.
 */
export async function confirmOne(
  { goal, mustBeOpen = [] }: AssociationPlan,
  item: PlannedItem,
  { isSample, offersMachine }: AskingOne,
): Promise<'change' | 'onMachine'> {
  const more = offersMachine ? [onMachineToo] : [];
  if (item.verdict === 'already') {
    const chosen = await showInformation(alreadyText(goal, item), ...more);
    if (chosen === onMachineToo) return 'onMachine';
    throw cancelled();
  }
  const name = foreign('azureName', item.resource.name);
  const change =
    goal.kind === 'detach' ? say`detached` : say`associated with ${foreign('azureName', goal.gateway.name)}`;
  if (item.verdict === 'blocked') {
    const detail = bullets(item.remarks.filter(({ severity }) => severity === 'error').map(blockText));
    await confirmRisk(say`${name} cannot be ${change}.`, detail);
    throw cancelled();
  }
  const [button, question] =
    goal.kind === 'detach'
      ? [say`Detach`, say`Detach ${name} from ${usedGateway(item)}?`]
      : [say`Associate`, say`Associate ${name} with ${foreign('azureName', goal.gateway.name)}?`];
  const detail = detailOf(item, mustBeOpen, changeOf(item, goal));
  const chosen = await confirmRisk(say`${question}${inSample(isSample)}`, detail, button, ...more);
  if (chosen === onMachineToo) return 'onMachine';
  if (chosen !== button) throw cancelled();
  return 'change';
}

const usedGateway = ({ before: { gatewayId } }: PlannedItem): BoxText =>
  gatewayId === undefined ? say`its gateway` : foreign('azureName', gatewayNameIn(gatewayId));

function alreadyText(goal: AssociationGoal, { resource }: PlannedItem): BoxText {
  const name = foreign('azureName', resource.name);
  if (goal.kind === 'detach')
    return goal.onMachine
      ? say`${name} is detached already, and its agent goes directly.`
      : say`${name} is not associated with a gateway any more.`;
  const gateway = foreign('azureName', goal.gateway.name);
  return goal.onMachine
    ? say`${name} is associated with ${gateway} already, and its agent uses it.`
    : say`${name} is associated with ${gateway} already.`;
}

function detailOf(item: PlannedItem, mustBeOpen: readonly string[], change: ReturnType<typeof changeOf>): BoxText {
  const { steps, manualCommand: command } = change;
  const isTried = item.wanted.connectionType === 'direct';
  const remarks = item.remarks.filter(({ code }) => command === undefined || code !== 'association.onMachine');
  const parts: readonly (readonly [BoxText, readonly string[]])[] = [
    [say`What changes, in this order:`, steps.map(({ title, effect }) => `${title}. ${effect}`)],
    [
      isTried
        ? say`What must be open from there to the internet; all that can be tried from there is:`
        : say`What must be open from there to the internet, or the agent loses Azure:`,
      mustBeOpen,
    ],
    [say`What takes it back:`, steps.map(({ undo }) => undo).toReversed()],
    [say`Good to know:`, remarks.map(textOf)],
  ];
  const last =
    command === undefined ? [] : [lines(say`What you then run on the machine:`, foreign('sentence', command))];
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
/** With the label, which names what is so with this one: the hosts that are closed, or what its machine answered. */
const blockText = ({ label, message, fix }: PlannedItem['remarks'][number]): BoxText =>
  foreign('sentence', `${labels.asSentence(label)} ${message} ${fix}`);
