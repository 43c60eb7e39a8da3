import * as vscode from 'vscode';
import {
  ArcError,
  type AssociationGoal,
  cancelled,
  commandLeft,
  counted,
  gatewayNameIn,
  type ItemResult,
  type PlannedItem,
  type RunRecord,
} from '../core';
import type { CommandId } from '../ids';
import { showReport } from './reports';
import { takeBack } from './takeBack';

const isFailure = ({ status }: ItemResult): boolean => status === 'failed' || status === 'changed';

/** Ids of what was to be changed and is not known to be. */
export function unsuccessful({ head, results }: RunRecord): readonly string[] {
  return head.plan.items.flatMap(({ verdict, resource }, index) => {
    const result = results.get(index);
    return verdict === 'change' && (!result || isFailure(result)) ? [resource.id] : [];
  });
}

/** Says what became of a single resource; a failure is thrown, for the command to show. */
export function announceOne(record: RunRecord): void {
  const { plan } = record.head;
  const [item] = plan.items;
  const result = record.results.get(0);
  if (!item || !result) throw cancelled();
  if (isFailure(result)) {
    throw new ArcError({ code: 'Conflict' }, `${item.resource.name}: ${result.reason ?? 'It failed.'}`);
  }
  const command = commandLeft(plan.goal, item);
  tell(vscode.window.showInformationMessage, `${outcomeText(plan.goal, item)}${lastStep(command)}`, {
    ...(command !== undefined && { 'Copy Command': () => vscode.env.clipboard.writeText(command) }),
    'Show Report': commandRunner('arcGateway.association.showReport'),
    ...withTakeBack(record),
  });
}

function outcomeText(goal: AssociationGoal, { resource: { name }, before: { gatewayId } }: PlannedItem): string {
  const agent = goal.onMachine
    ? goal.kind === 'associate'
      ? ', and its agent uses it'
      : ', and its agent goes directly'
    : '';
  return goal.kind === 'associate'
    ? `${name} is associated with ${goal.gateway.name}${agent}.`
    : `${name} is detached from ${gatewayId === undefined ? 'its gateway' : gatewayNameIn(gatewayId)}${agent}.`;
}

const lastStep = (command: string | undefined): string =>
  command === undefined ? '' : ` To finish, run on the machine: ${command}`;

function withTakeBack(record: RunRecord): Actions {
  const again = takeBack(record);
  return again ? { 'Associate Again…': again } : {};
}

/** Says in a line what became of many, and opens the report. */
export async function announceMany(record: RunRecord): Promise<void> {
  tellMany(record, summaryOf(record), {});
  await showReport(record);
}

/** Says that an earlier window has ended its run unseen. Who has not asked for the report just now opens it themselves. */
export function announceEarlier(record: RunRecord): void {
  tellMany(record, `The change of associations has ended meanwhile: ${summaryOf(record)}`, {
    'Show Report': commandRunner('arcGateway.association.showReport'),
  });
}

function summaryOf(record: RunRecord): string {
  const failed = unsuccessful(record).length;
  const done = [...record.results.values()].filter((result) => !isFailure(result)).length;
  const verb = record.head.plan.goal.kind === 'associate' ? 'associated' : 'detached';
  return `${counted(done)} ${verb}${failed > 0 ? `, ${failed} not` : ''}. The report says what became of each.`;
}

function tellMany(record: RunRecord, message: string, actions: Actions): void {
  const isFlawed = unsuccessful(record).length > 0;
  tell(isFlawed ? vscode.window.showWarningMessage : vscode.window.showInformationMessage, message, {
    ...actions,
    'Save Report…': commandRunner('arcGateway.association.saveReport'),
    ...(isFlawed && { 'Retry Failed': commandRunner('arcGateway.association.retryFailed') }),
    ...withTakeBack(record),
  });
}

const commandRunner = (command: CommandId) => () => vscode.commands.executeCommand(command);

type Actions = Readonly<Record<string, () => unknown>>;
type Show = (message: string, ...actions: string[]) => Thenable<string | undefined>;

/** Nobody waits for the answer: the run has ended. */
function tell(show: Show, message: string, actions: Actions): void {
  void show(message, ...Object.keys(actions)).then((chosen) => {
    if (chosen !== undefined) void actions[chosen]?.();
  });
}
