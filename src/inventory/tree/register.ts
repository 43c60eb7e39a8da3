import * as vscode from 'vscode';
import { withViewProgress } from '../../vscode/boxes/progress';
import { createRowView } from '../../vscode/boxes/treeView';
import type { RegisterCommand } from '../../vscode/commands';
import type { InventoryStore } from '..';
import type { AzureSession } from '../../session/azureSession';
import { viewIds } from '../../ids';
import { dropOnGateway } from './dropOnGateway';
import type { TreeElement } from './provider';
import type { Sidebar } from './sidebar';

interface TreeDependencies {
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly registerCommand: RegisterCommand;
}

/** Loads the tree's code at first use. */
export function registerTree(
  context: vscode.ExtensionContext,
  { inventory, tenant, registerCommand }: TreeDependencies,
): void {
  const changed = new vscode.EventEmitter<TreeElement | TreeElement[] | undefined>();
  let made: Promise<Sidebar> | undefined;
  const sidebar = (): Promise<Sidebar> => (made ??= open());
  const view = createRowView<TreeElement>(viewIds.inventory, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => (await sidebar()).tree.getChildren(row),
      getTreeItem: async (row) => (await sidebar()).tree.getTreeItem(row),
      resolveTreeItem: async (item, row) => (await sidebar()).tree.resolveTreeItem(item, row),
    },
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: dropOnGateway,
  });
  const open = async (): Promise<Sidebar> => {
    const chunk = await import('./sidebar');
    const opened = new chunk.Sidebar({ view, inventory, tenant, state: context.globalState });
    context.subscriptions.push(
      opened,
      opened.tree.onDidChangeTreeData((rows) => changed.fire(rows)),
    );
    return opened;
  };
  const readWhileVisible = (): void => {
    if (view.visible) void showReading(() => inventory.ensure());
  };
  context.subscriptions.push(
    changed,
    view,
    inventory.onDidChange(() => void sidebar()),
    tenant.onDidChange(readWhileVisible),
    view.onDidChangeVisibility(readWhileVisible),
  );
  readWhileVisible();

  registerCommand('arcGateway.inventory.refresh', () => showReading(() => inventory.refresh()));
  registerCommand('arcGateway.inventory.cancelRefresh', () => {
    inventory.cancel();
  });
  registerCommand('arcGateway.inventory.group', async () => (await sidebar()).askForGrouping());
  registerCommand('arcGateway.inventory.groupByGateway', async () => (await sidebar()).group('gateway'));
  registerCommand('arcGateway.inventory.groupBySubscription', async () => (await sidebar()).group('subscription'));
  registerCommand('arcGateway.inventory.groupByLocation', async () => (await sidebar()).group('location'));
  registerCommand('arcGateway.inventory.clearFilter', async () => {
    (await sidebar()).filter('');
  });
  registerCommand('arcGateway.inventory.filter', async () => (await sidebar()).askForFilter());
  registerCommand('arcGateway.inventory.associateShown', async (row) =>
    (await sidebar()).withShown('arcGateway.resource.associate', row),
  );
  registerCommand('arcGateway.inventory.detachShown', async (row) =>
    (await sidebar()).withShown('arcGateway.resource.detach', row),
  );
  const members = () => import('./gatewayMembers');
  registerCommand('arcGateway.gateway.addMembers', async (row) => (await members()).addMembers(inventory, row));
  registerCommand('arcGateway.gateway.moveMembers', async (row) => (await members()).moveMembers(inventory, row));
  registerCommand('arcGateway.gateway.detachMembers', async (row) => (await members()).detachMembers(inventory, row));
}

const showReading = (read: () => Promise<void>): Thenable<void> => withViewProgress(viewIds.inventory, read);
