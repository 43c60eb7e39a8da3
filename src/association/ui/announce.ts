import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { nameInId } from '../../kernel/resources';
import { formatNumber } from '../../kernel/text/phrases';
import { resourceCount } from '../../kernel/text/quantities';
import { type AssociationGoal, changeOf, type ItemResult, type PlannedItem, type RunRecord } from '../engine';
import { showInformation, showWarning } from '../../vscode/boxes/messages';
import type { ReadOnlyDocuments } from '../../vscode/readOnlyDocument';
import type { CommandId } from '../../ids';
import { itemFailed } from './errors';
import { showReport } from './reports';
import { rollBackAction } from './rollBack';

const isFailure = ({ status }: ItemResult): boolean => status === 'failed' || status === 'changed';

/** IDs of resources not known to have changed. */
export function unsuccessful({ head, results }: RunRecord): readonly string[] {
  return head.plan.items.flatMap(({ verdict, resource }, index) => {
    const result = results.get(index);
    return verdict === 'change' && (!result || isFailure(result)) ? [resource.id] : [];
  });
}

/** Throws the item's failure. */
export function announceOne(record: RunRecord): void {
  const { plan } = record.head;
  const [item] = plan.items;
  const result = record.results.get(0);
  if (!item || !result) throw canceled();
  if (isFailure(result)) throw itemFailed(item.resource.name, result);
  const { manualCommand: command } = changeOf(item, plan.goal);
  const message = outcomeText(plan.goal, item);
  const last =
    command === undefined ? message : say`${message} To finish, run on the machine: ${foreign('sentence', command)}`;
  tell(showInformation, last, [
    ...(command === undefined
      ? []
      : [{ title: say`Copy command`, run: () => vscode.env.clipboard.writeText(command) }]),
    showReportAction,
    ...withRollBack(record),
  ]);
}

function outcomeText(goal: AssociationGoal, { resource, before: { gatewayId } }: PlannedItem): BoxText {
  const name = foreign('azureName', resource.name);
  if (goal.kind === 'associate') {
    const gateway = foreign('azureName', goal.gateway.name);
    return goal.onMachine
      ? say`${name} is associated with ${gateway}, and its agent uses it.`
      : say`${name} is associated with ${gateway}.`;
  }
  const gateway = gatewayId === undefined ? say`its gateway` : foreign('azureName', nameInId(gatewayId));
  return goal.onMachine
    ? say`${name} is detached from ${gateway}, and its agent connects directly.`
    : say`${name} is detached from ${gateway}.`;
}

function withRollBack(record: RunRecord): Actions {
  const again = rollBackAction(record);
  return again ? [{ title: say`Associate again…`, run: again }] : [];
}

export async function announceMany(documents: ReadOnlyDocuments, record: RunRecord): Promise<void> {
  tellMany(record, summaryOf(record), []);
  await showReport(documents, record);
}

/** For a run ended in an earlier window; doesn't open the report. */
export function announceEndedUnseen(record: RunRecord): void {
  tellMany(record, say`The interrupted run has ended: ${summaryOf(record)}`, [showReportAction]);
}

function summaryOf(record: RunRecord): BoxText {
  const failed = unsuccessful(record).length;
  const done = [...record.results.values()].filter((result) => !isFailure(result)).length;
  const resources = foreign('sentence', resourceCount(done));
  const others = foreign('sentence', formatNumber(failed));
  const isAssociate = record.head.plan.goal.kind === 'associate';
  if (failed === 0) {
    return isAssociate
      ? say`${resources} associated. See the report for details.`
      : say`${resources} detached. See the report for details.`;
  }
  return isAssociate
    ? say`${resources} associated, ${others} not. See the report for details.`
    : say`${resources} detached, ${others} not. See the report for details.`;
}

function tellMany(record: RunRecord, message: BoxText, actions: Actions): void {
  const isFlawed = unsuccessful(record).length > 0;
  tell(isFlawed ? showWarning : showInformation, message, [
    ...actions,
    { title: say`Save report…`, run: commandRunner('arcGateway.association.saveReport') },
    ...(isFlawed ? [{ title: say`Retry failed`, run: commandRunner('arcGateway.association.retryFailed') }] : []),
    ...withRollBack(record),
  ]);
}

const commandRunner = (command: CommandId) => () => vscode.commands.executeCommand(command);

type Actions = readonly { readonly title: BoxText; readonly run: () => unknown }[];

const showReportAction = { title: say`Show report`, run: commandRunner('arcGateway.association.showReport') };

function tell(show: typeof showInformation, message: BoxText, actions: Actions): void {
  void show(message, ...actions.map(({ title }) => title)).then((chosen) => {
    void actions.find(({ title }) => title === chosen)?.run();
  });
}
