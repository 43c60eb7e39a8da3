import * as vscode from 'vscode';
import { ArcError, cancelled, counted, type ItemResult, type RunRecord } from '../core';
import type { CommandId } from '../ids';
import { showReport } from './reports';

const isFailure = ({ status }: ItemResult): boolean => status === 'failed' || status === 'changed';

/** Ids of what was to be changed and is not known to be. */
export function unsuccessful({ head, results }: RunRecord): readonly string[] {
  return head.plan.items.flatMap(({ verdict, resource }, index) => {
    const result = results.get(index);
    return verdict === 'change' && (!result || isFailure(result)) ? [resource.id] : [];
  });
}

/** Says what became of a single resource; a failure is thrown, for the command to show. */
export function announceOne({ head: { plan }, results }: RunRecord): void {
  const [item] = plan.items;
  const result = results.get(0);
  if (!item || !result) throw cancelled();
  if (isFailure(result)) {
    throw new ArcError({ code: 'Conflict' }, `${item.resource.name}: ${result.reason ?? 'It failed.'}`);
  }
  const gateway = plan.goal.kind === 'associate' ? `associated with ${plan.goal.gateway.name}` : 'detached';
  tell(vscode.window.showInformationMessage, `${item.resource.name} is ${gateway}.`, {
    'Show Report': 'arcGateway.association.showReport',
  });
}

/** Opens the report, and says in a line what it says. */
export async function announceMany(record: RunRecord): Promise<void> {
  await showReport(record);
  const failed = unsuccessful(record).length;
  const done = [...record.results.values()].filter((result) => !isFailure(result)).length;
  const verb = record.head.plan.goal.kind === 'associate' ? 'associated' : 'detached';
  const show = failed > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  tell(show, `${counted(done)} ${verb}${failed > 0 ? `, ${failed} not` : ''}. The report says what became of each.`, {
    'Save Report…': 'arcGateway.association.saveReport',
    ...(failed > 0 && { 'Retry Failed': 'arcGateway.association.retryFailed' }),
  });
}

type Show = (message: string, ...actions: string[]) => Thenable<string | undefined>;

/** Nobody waits for the answer: the run has ended. */
function tell(show: Show, message: string, actions: Readonly<Record<string, CommandId>>): void {
  void show(message, ...Object.keys(actions)).then((chosen) => {
    const command = chosen === undefined ? undefined : actions[chosen];
    if (command !== undefined) void vscode.commands.executeCommand(command);
  });
}
