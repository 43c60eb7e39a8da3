import * as vscode from 'vscode';
import {
  type AssociationPlan,
  cancelled,
  planCounts,
  durationText,
  gatewayNameIn,
  goalText,
  type PlannedItem,
  stepsToTake,
} from '../core';

const readPlan = 'Read the Plan';

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

/** Asks about one resource: all that is to be said of it fits into the question. Says why when it cannot be changed. */
export async function confirmOne(item: PlannedItem, isSample: boolean): Promise<void> {
  const { name } = item.resource;
  const isDetach = item.wanted.gatewayId === undefined;
  const button = isDetach ? 'Detach' : 'Associate';
  const then = gatewayNameIn(item.wanted.gatewayId);
  const before = item.before.gatewayId === undefined ? 'its gateway' : gatewayNameIn(item.before.gatewayId);
  const change = isDetach ? 'detached' : `associated with ${then}`;
  if (item.verdict === 'already') {
    await vscode.window.showInformationMessage(`${name} is ${change} already.`);
    throw cancelled();
  }
  if (item.verdict === 'blocked') {
    const detail = bulleted(item.remarks.filter(({ severity }) => severity === 'error').map(textOf));
    await vscode.window.showWarningMessage(`${name} cannot be ${change}.`, { modal: true, detail });
    throw cancelled();
  }
  const detail = [
    `What changes, in this order:\n${bulleted(stepsToTake(item).map(({ title, effect }) => `${title}. ${effect}`))}`,
    `What takes it back:\n${bulleted(stepsToTake(item).map(({ undo }) => undo))}`,
    ...(item.remarks.length > 0 ? [`Good to know:\n${bulleted(item.remarks.map(textOf))}`] : []),
  ].join('\n\n');
  const question = isDetach ? `Detach ${name} from ${before}?` : `Associate ${name} with ${then}?`;
  const chosen = await vscode.window.showWarningMessage(
    `${question}${isSample ? ' (sample tenant)' : ''}`,
    { modal: true, detail },
    button,
  );
  if (chosen !== button) throw cancelled();
}

const textOf = ({ message, fix }: { readonly message: string; readonly fix: string }): string => `${message} ${fix}`;
const bulleted = (lines: readonly string[]): string => lines.map((line) => `• ${line}`).join('\n');
