import * as vscode from 'vscode';
import { ArcError } from '../core';
import { signIn } from '../host/account';
import type { RegisterCommand } from '../host/commands';
import type { InventoryStore } from '../host/inventoryStore';
import type { Log } from '../host/log';
import { setSetting } from '../host/settings';
import type { Tenant } from '../host/tenant';
import { viewIds } from '../ids';
import { gatewayTarget, targetOf } from '../host/target';

interface Needs {
  readonly inventory: InventoryStore;
  readonly tenant: Tenant;
  readonly log: Log;
  readonly registerCommand: RegisterCommand;
}

const azureScopes = ['https://management.azure.com/.default'];

/** Commands that act on a resource of the tree, and those that choose the tenant. */
export function registerCommands({ inventory, tenant, log, registerCommand }: Needs): void {
  registerCommand('arcGateway.resource.detach', async (argument) => {
    const { detach } = await import('./detach');
    await detach({ inventory, tenant }, argument);
  });
  registerCommand('arcGateway.resource.copyId', (argument) =>
    vscode.env.clipboard.writeText(targetOf(inventory.inventory, argument).id),
  );
  registerCommand('arcGateway.gateway.copyUrl', (argument) => copyUrl(inventory, argument));
  registerCommand('arcGateway.resource.openInPortal', (argument) => openInPortal(inventory, argument));
  registerCommand('arcGateway.account.signIn', async () => {
    await signIn(azureScopes);
    await inventory.refresh();
  });
  registerCommand('arcGateway.sample.explore', async () => {
    await setSetting('arcGateway.environment', 'sample');
    await vscode.commands.executeCommand(`${viewIds.inventory}.focus`);
  });
  registerCommand('arcGateway.sample.leave', () => setSetting('arcGateway.environment', 'azure'));
  registerCommand('arcGateway.log.show', () => {
    log.show();
  });
}

async function copyUrl(inventory: InventoryStore, argument: unknown): Promise<void> {
  const { name, endpoint } = gatewayTarget(inventory.inventory, argument);
  if (endpoint === undefined) {
    const message = `${name} has no URL yet: Azure gives it one when the gateway is created. Refresh in a few minutes.`;
    throw new ArcError({ code: 'Conflict' }, message);
  }
  await vscode.env.clipboard.writeText(`https://${endpoint}`);
}

async function openInPortal(inventory: InventoryStore, argument: unknown): Promise<void> {
  const { id, subscriptionId } = targetOf(inventory.inventory, argument);
  const tenantId = inventory.inventory?.subscriptions.find(
    (each) => each.id.toLowerCase() === subscriptionId.toLowerCase(),
  )?.tenantId;
  await vscode.env.openExternal(vscode.Uri.parse(`https://portal.azure.com/#@${tenantId ?? ''}/resource${id}`));
}
