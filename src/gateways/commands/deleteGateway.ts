import * as vscode from 'vscode';
import { afterTransition, type Associable, cancelled, type Gateway } from '../../core';
import { systemClock } from '../../host/clock';
import { withProgress } from '../../host/progress';
import { gatewayTarget } from '../../host/target';
import type { GatewayNeeds } from '../needs';
import type { GatewayOperations } from './operations';
import { type FreshUsers, readUsers } from './readUsers';
import { tellTransition, waitFor } from './waiting';

const mostListed = 15;

/** Deletes a gateway that nothing uses, once its name was typed. */
export async function deleteGateway(
  { inventory: store, tenant }: GatewayNeeds,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const gateway = gatewayTarget(store.inventory, argument);
  const api = await tenant.api();
  const found = await withProgress(`Looking for what uses ${gateway.name}`, (report, signal) =>
    readUsers({ api, store }, gateway, report, signal),
  );
  if (found.users.length > 0) {
    await refuse(gateway, found.users);
    return;
  }
  await confirm(gateway, doubtsOf(found), tenant.isSample);
  await withProgress(`Deleting the gateway ${gateway.name}`, async (report, signal) => {
    report('asking Azure');
    // Not cancellable: a request that Azure may have accepted must not be forgotten.
    const ask = () => api.gateways.delete(gateway.id, AbortSignal.timeout(120_000));
    const send = () => afterTransition(ask, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin('delete', { ...gateway, state: 'Deleting' }, send, signal);
    await waitFor(followed, report, signal, { takesLong: false });
  });
}

async function refuse({ name }: Gateway, users: readonly Associable[]): Promise<void> {
  const count = users.length === 1 ? 'one resource uses it' : `${users.length} resources use it`;
  const listed = users.slice(0, mostListed).map((user) => `• ${user.name}`);
  const more = users.length > mostListed ? [`and ${users.length - mostListed} more`] : [];
  const advice = 'Without it they would lose Azure. Detach them first, or associate them with another gateway.';
  await vscode.window.showWarningMessage(`${name} cannot be deleted: ${count}.`, {
    modal: true,
    detail: [[...listed, ...more].join('\n'), advice].join('\n\n'),
  });
}

/** Why something may use it after all. */
function doubtsOf({ unknown, isPartial }: FreshUsers): string {
  const unread = unknown.length === 1 ? 'one resource' : `${unknown.length} resources`;
  return [
    ...(unknown.length > 0 ? [` Of ${unread} it could not be read.`] : []),
    ...(isPartial ? [' A part of your resources could not be read; some of them may use it.'] : []),
  ].join('');
}

async function confirm({ name }: Gateway, doubts: string, isSample: boolean): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: `Delete the gateway ${name}${isSample ? ' (sample tenant)' : ''}`,
    prompt: `Nothing that you can see uses it.${doubts} Its URL is gone for good. Type “${name}” to delete it.`,
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' || text.trim() === name ? undefined : 'This is not the name of the gateway.'),
  });
  if (typed?.trim() !== name) throw cancelled();
}
