import * as vscode from 'vscode';
import {
  asSentence,
  type AssociationGoal,
  type AssociationPlan,
  cancelled,
  commandLeft,
  planCounts,
  durationText,
  gatewayNameIn,
  goalText,
  type PlannedItem,
  type Remark,
  stepsToTake,
} from '../core';

const readPlan = 'Read the Plan';
const onMachineToo = 'On the Machine Too…';

/** Asks about many, with the plan open behind. Who wants to read it first is asked again beside it. */
export async function confirmMany(plan: AssociationPlan, isSample: boolean): Promise<void> {
  const { change, blocked, already, shortestMilliseconds } = planCounts(plan);
  const action = goalText(plan.goal, change);
  const button = `${plan.goal.kind === 'associate' ? 'Associate' : 'Detach'} ${change}`;
  const lines = [
    ...(blocked > 0
      ? [`${blocked} ${blocked === 1 ? 'is blocked and stays as it is' : 'are blocked and stay as they are'}.`]
      : []),
    ...(already > 0 ? [`${already} ${already === 1 ? 'is' : 'are'} as wanted already.`] : []),
    ...attention(plan),
    `At the pace that Azure allows it takes ${durationText(shortestMilliseconds)}. It can be paused and cancelled.`,
  ];
  const question = `${action}?${isSample ? ' (sample tenant)' : ''}`;
  const chosen = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: lines.join('\n') },
    button,
    readPlan,
  );
  if (chosen === button) return;
  if (chosen !== readPlan) throw cancelled();
  if (!(await askBesidePlan(question, button))) throw cancelled();
}

function attention({ items, overload }: AssociationPlan): readonly string[] {
  const warned = items.filter(
    ({ verdict, remarks }) => verdict === 'change' && remarks.some(({ severity }) => severity === 'warning'),
  ).length;
  return [
    ...(warned > 0 ? [`${warned} ${warned === 1 ? 'needs' : 'need'} attention; the plan says why.`] : []),
    ...(overload ? ['The gateway would carry more than one is made for; the plan says more.'] : []),
  ];
}

/** A list that leaves the plan behind it to be read and scrolled; Escape leaves everything as it is. */
function askBesidePlan(question: string, button: string): Promise<boolean> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick();
    pick.title = question;
    pick.placeholder = 'Read the plan, then choose; Escape leaves everything as it is';
    pick.items = [{ label: `$(check) ${button}` }, { label: '$(close) Leave everything as it is' }];
    pick.ignoreFocusOut = true;
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label.includes(button) ?? false);
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
    const chosen = await vscode.window.showInformationMessage(alreadyText(goal, item), ...more);
    if (chosen === onMachineToo) return 'onMachine';
    throw cancelled();
  }
  const { name } = item.resource;
  const change = goal.kind === 'detach' ? 'detached' : `associated with ${goal.gateway.name}`;
  if (item.verdict === 'blocked') {
    const detail = bulleted(item.remarks.filter(({ severity }) => severity === 'error').map(blockText));
    await vscode.window.showWarningMessage(`${name} cannot be ${change}.`, { modal: true, detail });
    throw cancelled();
  }
  const [button, question] =
    goal.kind === 'detach'
      ? ['Detach', `Detach ${name} from ${usedGateway(item)}?`]
      : ['Associate', `Associate ${name} with ${goal.gateway.name}?`];
  const detail = detailOf(item, mustBeOpen, commandLeft(goal, item));
  const chosen = await vscode.window.showWarningMessage(
    `${question}${isSample ? ' (sample tenant)' : ''}`,
    { modal: true, detail },
    button,
    ...more,
  );
  if (chosen === onMachineToo) return 'onMachine';
  if (chosen !== button) throw cancelled();
  return 'change';
}

const usedGateway = ({ before: { gatewayId } }: PlannedItem): string =>
  gatewayId === undefined ? 'its gateway' : gatewayNameIn(gatewayId);

function alreadyText(goal: AssociationGoal, { resource: { name } }: PlannedItem): string {
  if (goal.kind === 'detach')
    return goal.onMachine
      ? `${name} is detached already, and its agent goes directly.`
      : `${name} is not associated with a gateway any more.`;
  return `${name} is associated with ${goal.gateway.name} already${goal.onMachine ? ', and its agent uses it' : ''}.`;
}

function detailOf(item: PlannedItem, mustBeOpen: readonly string[], command: string | undefined): string {
  const steps = stepsToTake(item);
  const isTried = item.wanted.connectionType === 'direct';
  const remarks = item.remarks.filter(({ code }) => command === undefined || code !== 'association.onMachine');
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['What changes, in this order:', steps.map(({ title, effect }) => `${title}. ${effect}`)],
    [
      isTried
        ? 'What must be open from there to the internet; all that can be tried from there is:'
        : 'What must be open from there to the internet, or the agent loses Azure:',
      mustBeOpen,
    ],
    ['What takes it back:', steps.map(({ undo }) => undo).toReversed()],
    ['Good to know:', remarks.map(textOf)],
  ];
  const last = command === undefined ? [] : [`What you then run on the machine:\n${command}`];
  return [
    ...parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `${title}\n${bulleted(lines)}`),
    ...last,
  ].join('\n\n');
}

const textOf = ({ message, fix }: Remark): string => `${message} ${fix}`;
/** With the label, which names what is so with this one: the hosts that are closed, or what its machine answered. */
const blockText = ({ label, message, fix }: Remark): string => `${asSentence(label)} ${message} ${fix}`;
const bulleted = (lines: readonly string[]): string => lines.map((line) => `• ${line}`).join('\n');
