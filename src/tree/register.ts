import * as vscode from 'vscode';
import type { RegisterCommand } from '../host/commands';
import { setContextKey } from '../host/contextKeys';
import type { InventoryStore } from '../host/inventoryStore';
import type { Tenant } from '../host/tenant';
import { type CommandId, type Grouping, viewIds } from '../ids';
import { headerOf, type HeaderFacts } from './header';
import { InventoryTree, type TreeElement } from './provider';

const groupingKey = 'arcGateway.grouping';

interface Needs {
  readonly inventory: InventoryStore;
  readonly tenant: Tenant;
  readonly registerCommand: RegisterCommand;
}

/** The sidebar: the tree of gateways and what is behind them, with its filter, grouping and welcome states. */
export function registerTree(context: vscode.ExtensionContext, { inventory, tenant, registerCommand }: Needs): void {
  const tree = new InventoryTree(inventory);
  const view = vscode.window.createTreeView<TreeElement>(viewIds.inventory, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const refreshHeader = (): void => {
    setContextKey('arcGateway.inventoryState', tree.isNothingLeft ? 'noMatch' : shownState(inventory));
    setContextKey('arcGateway.isFiltered', tree.filter !== '');
    setContextKey('arcGateway.isReading', inventory.activity !== undefined);
    view.message = tree.isEmpty ? undefined : headerOf(factsOf(inventory, tenant, tree), Date.now());
  };
  const group = (grouping: Grouping): void => {
    void context.globalState.update(groupingKey, grouping);
    setContextKey('arcGateway.grouping', grouping);
    tree.setGrouping(grouping);
  };
  const filter = (text: string): void => {
    tree.setFilter(text);
    refreshHeader();
  };
  const readWhileVisible = (): void => {
    if (view.visible) void showReading(() => inventory.ensure());
  };

  context.subscriptions.push(
    tree,
    view,
    inventory.onDidChange(refreshHeader),
    tenant.onDidChange(readWhileVisible),
    view.onDidChangeVisibility(readWhileVisible),
    everyMinute(() => {
      if (view.visible && inventory.readAt !== undefined) refreshHeader();
    }),
  );
  group(context.globalState.get<Grouping>(groupingKey) ?? 'gateway');
  refreshHeader();
  readWhileVisible();

  registerCommand('arcGateway.inventory.refresh', () => showReading(() => inventory.refresh()));
  registerCommand('arcGateway.inventory.cancelRefresh', () => {
    inventory.cancel();
  });
  registerCommand('arcGateway.inventory.groupByGateway', () => {
    group('gateway');
  });
  registerCommand('arcGateway.inventory.groupBySubscription', () => {
    group('subscription');
  });
  registerCommand('arcGateway.inventory.groupByLocation', () => {
    group('location');
  });
  registerCommand('arcGateway.inventory.clearFilter', () => {
    filter('');
  });
  registerCommand('arcGateway.inventory.associateShown', (row) =>
    withShown('arcGateway.resource.associate', tree, row),
  );
  registerCommand('arcGateway.inventory.detachShown', (row) => withShown('arcGateway.resource.detach', tree, row));
  registerCommand('arcGateway.inventory.filter', async () => {
    const text = await askForFilter(tree.filter);
    if (text !== undefined) filter(text);
  });
}

/** Hands all that is shown, or all below a row, to a command that takes a selection. */
async function withShown(command: CommandId, tree: InventoryTree, row: unknown): Promise<void> {
  const element = typeof row === 'object' && row !== null && 'node' in row ? (row as TreeElement) : undefined;
  const ids = tree.shownBelow(element);
  await vscode.commands.executeCommand(
    command,
    undefined,
    ids.map((resourceId) => ({ resourceId })),
  );
}

const shownState = ({ status }: InventoryStore): Exclude<InventoryStore['status'], 'idle'> =>
  status === 'idle' ? 'loading' : status;

const factsOf = (inventory: InventoryStore, { isSample, cloud }: Tenant, tree: InventoryTree): HeaderFacts => ({
  isSample,
  cloud,
  filter: tree.filter,
  unread: tree.unread,
  activity: inventory.activity,
  readAt: inventory.readAt,
  isPartial: inventory.isPartial,
  problem: inventory.problem,
  graphProblem: inventory.inventory?.reading.graphProblem,
});

function everyMinute(work: () => void): vscode.Disposable {
  const timer = setInterval(work, 60_000);
  return new vscode.Disposable(() => clearInterval(timer));
}

const askForFilter = (value: string): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: 'Filter gateways and resources',
    prompt: 'Every word has to occur in the name, resource group, location, state, operating system or tags.',
    placeHolder: 'for example: connected windows westeurope',
    value,
  });

const showReading = (read: () => Promise<void>): Thenable<void> =>
  vscode.window.withProgress({ location: { viewId: viewIds.inventory } }, read);
