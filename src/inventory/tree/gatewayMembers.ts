import * as vscode from 'vscode';
import { associablesOf, associationOf, type Inventory } from '../../kernel/inventory';
import { type Associable, type Gateway, sameResource } from '../../kernel/resources';
import { foreign, say } from '../../kernel/text/boxText';
import { gatewayTarget } from '../../vscode/commandArguments';
import type { InventoryStore } from '..';
import type { CommandId } from '../../ids';
import { pickRows } from './chooseRows';
import { noDirectMembers, noMembers } from './errors';
import { gatewayIdOf } from './tokens';

export { chooseRows } from './chooseRows';

const associate: CommandId = 'arcGateway.resource.associate';
const detach: CommandId = 'arcGateway.resource.detach';

/** Asks which of those without a gateway, and plans their association with this one. */
export async function addMembers(store: InventoryStore, argument: unknown): Promise<void> {
  const { id: gatewayId, name } = gatewayTarget(store.inventory, argument);
  const rows = await pickRows(store, {
    title: say`Add machines and clusters to ${foreign('azureName', name)}`,
    token: 'isDirect',
    isMany: true,
    none: () => noDirectMembers(name),
  });
  await vscode.commands.executeCommand(associate, { ...rows[0], gatewayId }, rows);
}

/** Asks for another gateway, and plans the association of all that use this one. */
export async function moveMembers(store: InventoryStore, argument: unknown): Promise<void> {
  await vscode.commands.executeCommand(associate, undefined, rowsOf(store, argument));
}

export async function detachMembers(store: InventoryStore, argument: unknown): Promise<void> {
  await vscode.commands.executeCommand(detach, undefined, rowsOf(store, argument));
}

function rowsOf({ inventory }: InventoryStore, argument: unknown): readonly { readonly resourceId: string }[] {
  const gateway = gatewayTarget(inventory, argument);
  const members = inventory ? membersOf(inventory, gateway) : [];
  if (members.length === 0) throw noMembers(gateway.name);
  return members.map(({ id: resourceId }) => ({ resourceId }));
}

const membersOf = (inventory: Inventory, { id }: Gateway): readonly Associable[] =>
  associablesOf(inventory).filter((each) => {
    const gatewayId = gatewayIdOf(associationOf(inventory, each));
    return gatewayId !== undefined && sameResource(gatewayId, id);
  });
