import * as vscode from 'vscode';
import { cancelled } from '../../kernel/errors';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import {
  type AssociationGoal,
  changeOf,
  gatewayNameIn,
  type ItemResult,
  type PlannedItem,
  type RunRecord,
  labels,
} from '../engine';
import { showInformation, showWarning } from '../../vscode/boxes/messages';
import type { CommandId } from '../../ids';
import { itemFailed } from './errors';
import { showReport } from './reports';
import { rollBackAction } from './rollBack';

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
  if (isFailure(result)) throw itemFailed(item.resource.name, result);
  const { manualCommand: command } = changeOf(item, plan.goal);
  tell(showInformation, say`${outcomeText(plan.goal, item)}${lastStep(command)}`, [
    ...(command === undefined
      ? []
      : [{ title: say`Copy Command`, run: () => vscode.env.clipboard.writeText(command) }]),
    showReportAction,
    ...withRollBack(record),
  ]);
}

function outcomeText(goal: AssociationGoal, { resource, before: { gatewayId } }: PlannedItem): BoxText {
  const name = foreign('azureName', resource.name);
  const agent = goal.onMachine
    ? goal.kind === 'associate'
      ? say`, and its agent uses it`
      : say`, and its agent goes directly`
    : say``;
  if (goal.kind === 'associate')
    return say`${name} is associated with ${foreign('azureName', goal.gateway.name)}${agent}.`;
  const gateway = gatewayId === undefined ? say`its gateway` : foreign('azureName', gatewayNameIn(gatewayId));
  return say`${name} is detached from ${gateway}${agent}.`;
}

const lastStep = (command: string | undefined): BoxText =>
  command === undefined ? say`` : say` To finish, run on the machine: ${foreign('sentence', command)}`;

function withRollBack(record: RunRecord): Actions {
  const again = rollBackAction(record);
  return again ? [{ title: say`Associate Again…`, run: again }] : [];
}

/** Says in a line what became of many, and opens the report. */
export async function announceMany(record: RunRecord): Promise<void> {
  tellMany(record, summaryOf(record), []);
  await showReport(record);
}

/** Says that an earlier window has ended its run unseen. Who has not asked for the report just now opens it themselves. */
export function announceEndedUnseen(record: RunRecord): void {
  tellMany(record, say`The change of associations has ended meanwhile: ${summaryOf(record)}`, [showReportAction]);
}

function summaryOf(record: RunRecord): BoxText {
  const failed = unsuccessful(record).length;
  const done = [...record.results.values()].filter((result) => !isFailure(result)).length;
  const verb = record.head.plan.goal.kind === 'associate' ? say`associated` : say`detached`;
  const rest = failed > 0 ? say`, ${failed} not` : say``;
  return say`${foreign('sentence', labels.counted(done))} ${verb}${rest}. The report says what became of each.`;
}

function tellMany(record: RunRecord, message: BoxText, actions: Actions): void {
  const isFlawed = unsuccessful(record).length > 0;
  tell(isFlawed ? showWarning : showInformation, message, [
    ...actions,
    { title: say`Save Report…`, run: commandRunner('arcGateway.association.saveReport') },
    ...(isFlawed ? [{ title: say`Retry Failed`, run: commandRunner('arcGateway.association.retryFailed') }] : []),
    ...withRollBack(record),
  ]);
}

const commandRunner = (command: CommandId) => () => vscode.commands.executeCommand(command);

type Actions = readonly { readonly title: BoxText; readonly run: () => unknown }[];

const showReportAction = { title: say`Show Report`, run: commandRunner('arcGateway.association.showReport') };

/** Nobody waits for the answer: the run has ended. */
function tell(show: typeof showInformation, message: BoxText, actions: Actions): void {
  void show(message, ...actions.map(({ title }) => title)).then((chosen) => {
    void actions.find(({ title }) => title === chosen)?.run();
  });
}
