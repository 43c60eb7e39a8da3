import * as vscode from 'vscode';
import { canceled } from '../../../kernel/errors';
import { findAssociable } from '../../../kernel/inventory';
import type { Associable, Gateway } from '../../../kernel/resources';
import { type BoxText, bullets, foreign, joined, paragraphs, say } from '../../../kernel/text/boxText';
import { plural } from '../../../kernel/text/phrases';
import { retryWhileTransitioning } from '../../../throttling';
import { askText } from '../../../vscode/boxes/inputs';
import { confirmRisk } from '../../../vscode/boxes/messages';
import { withProgress } from '../../../vscode/boxes/progress';
import { systemClock } from '../../../vscode/clock';
import { gatewayTarget } from '../../../vscode/commandArguments';
import type { CommandId } from '../../../ids';
import type { InventoryStore } from '../../../inventory';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayOperations } from './operations';
import { type FreshUsers, readUsers } from './readUsers';
import { tellTransition, waitFor } from './waiting';

/** Deletes an unused gateway after its name was typed. */
export async function deleteGateway(
  { inventory: store, tenant }: GatewayDependencies,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const gateway = gatewayTarget(store.inventory, argument);
  const api = await tenant.api();
  const found = await withProgress(say`Checking what uses ${foreign('azureName', gateway.name)}`, (report, signal) =>
    readUsers({ api, store }, gateway, report, signal),
  );
  if (found.users.length > 0) {
    await refuse(store, gateway, found.users);
    return;
  }
  await confirm(gateway, doubtsOf(found), tenant.isSample);
  await withProgress(say`Deleting the gateway ${foreign('azureName', gateway.name)}`, async (report, signal) => {
    report(say`sending the request to Azure`);
    // Not cancelable: a request that Azure may have accepted must not be forgotten.
    const ask = () => api.gateways.delete(gateway.id, AbortSignal.timeout(120_000));
    const send = () => retryWhileTransitioning(ask, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin('delete', { ...gateway, state: 'Deleting' }, send, signal);
    await waitFor(followed, report, signal, { takesLong: false });
  });
}

/** Offers to move or detach what uses it, of what the inventory shows. */
async function refuse(store: InventoryStore, { id, name }: Gateway, users: readonly Associable[]): Promise<void> {
  const shown = foreign('azureName', name);
  const message = plural(users.length, {
    one: say`${shown} cannot be deleted: 1 resource uses it.`,
    other: say`${shown} cannot be deleted: ${users.length} resources use it.`,
  });
  const listed = bullets(users.map((user) => foreign('azureName', user.name)));
  const advice = say`Without the gateway, they lose their connection to Azure. Detach them first, or associate them with another gateway.`;
  const isListed = users.every((user) => store.inventory && findAssociable(store.inventory, user.id));
  const offered = isListed ? remedies : [];
  const chosen = await confirmRisk(message, paragraphs(listed, advice), ...offered.map(({ title }) => title));
  const remedy = offered.find(({ title }) => title === chosen);
  if (remedy) await vscode.commands.executeCommand(remedy.command, { resourceId: id });
}

const remedies: readonly { readonly title: BoxText; readonly command: CommandId }[] = [
  { title: say`Move them…`, command: 'arcGateway.gateway.moveMembers' },
  { title: say`Detach them…`, command: 'arcGateway.gateway.detachMembers' },
];

/** Why something may still use it. */
function doubtsOf({ unknown, isPartial }: FreshUsers): readonly BoxText[] {
  const unread = plural(unknown.length, {
    one: say`The gateway of 1 resource could not be read.`,
    other: say`The gateways of ${unknown.length} resources could not be read.`,
  });
  return [
    ...(unknown.length > 0 ? [unread] : []),
    ...(isPartial ? [say`Some of your resources could not be listed, and may use it.`] : []),
  ];
}

async function confirm({ name }: Gateway, doubts: readonly BoxText[], isSample: boolean): Promise<void> {
  const shown = foreign('azureName', name);
  const typed = await askText({
    title: isSample ? say`Delete the gateway ${shown} (sample tenant)` : say`Delete the gateway ${shown}`,
    prompt: joined(
      [
        say`No resource that you can see uses it.`,
        ...doubts,
        say`Its URL cannot be restored. Type “${shown}” to delete it.`,
      ],
      ' ',
    ),
    placeHolder: shown,
    validateInput: (text) =>
      text === '' || text.trim() === name ? undefined : say`This is not the name of the gateway.`,
  });
  if (typed?.trim() !== name) throw canceled();
}
