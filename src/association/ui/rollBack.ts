import * as vscode from 'vscode';
import { rollBackOf, type RunRecord } from '../engine';
import type { CommandId } from '../../ids';

/** Undefined unless everything was detached from one gateway. */
export function rollBackAction(record: RunRecord): (() => unknown) | undefined {
  const reverse = rollBackOf(record);
  if (!reverse) return undefined;
  const { resourceIds, gatewayId, onMachine } = reverse;
  const rows = resourceIds.map((resourceId) => ({ resourceId }));
  const command: CommandId = 'arcGateway.resource.associate';
  return () => vscode.commands.executeCommand(command, { ...rows[0], gatewayId, onMachine }, rows);
}
