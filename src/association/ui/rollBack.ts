import * as vscode from 'vscode';
import { isSameGateway, type RunRecord } from '../engine';
import type { CommandId } from '../../ids';

/** What plans the reverse of a detach; undefined where that is not one association with one gateway. */
export function rollBackAction({ head: { plan }, results }: RunRecord): (() => unknown) | undefined {
  const changed = plan.items.filter((_, index) => results.get(index)?.status === 'done');
  const gatewayId = changed[0]?.before.gatewayId;
  const isOne = changed.every(({ before }) => isSameGateway(before.gatewayId, gatewayId));
  if (plan.goal.kind !== 'detach' || gatewayId === undefined || !isOne) return undefined;
  const rows = changed.map(({ resource }) => ({ resourceId: resource.id }));
  const command: CommandId = 'arcGateway.resource.associate';
  const argument = { ...rows[0], gatewayId, onMachine: plan.goal.onMachine };
  return () => vscode.commands.executeCommand(command, argument, rows);
}
