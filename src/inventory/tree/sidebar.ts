import * as v from 'valibot';
import * as vscode from 'vscode';
import { isRecord } from '../../kernel/isRecord';
import { foreign, say } from '../../kernel/text/boxText';
import { askText } from '../../vscode/boxes/inputs';
import type { RowView } from '../../vscode/boxes/treeView';
import { setContextKey } from '../../vscode/contextKeys';
import { readStored } from '../../vscode/stored';
import type { InventoryStore } from '..';
import type { AzureSession } from '../../session/azureSession';
import type { CommandId, Grouping } from '../../ids';
import { headerOf, type HeaderFacts } from './header';
import { InventoryTree, type TreeElement } from './provider';

const groupingKey = 'arcGateway.grouping';
const storedGrouping: v.GenericSchema<unknown, Grouping> = v.picklist(['gateway', 'subscription', 'location']);

interface SidebarDependencies {
  readonly view: RowView<TreeElement>;
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly state: vscode.Memento;
}

export class Sidebar implements vscode.Disposable {
  readonly tree: InventoryTree;
  private readonly others: readonly vscode.Disposable[];

  constructor(private readonly dependencies: SidebarDependencies) {
    const { view, inventory, state } = dependencies;
    this.tree = new InventoryTree(inventory);
    this.others = [
      inventory.onDidChange(() => {
        this.refreshHeader();
      }),
      everyMinute(() => {
        if (view.visible && inventory.readAt !== undefined) this.refreshHeader();
      }),
    ];
    this.show(readStored(state, groupingKey, storedGrouping) ?? 'gateway');
    this.refreshHeader();
  }

  async group(grouping: Grouping): Promise<void> {
    this.show(grouping);
    await this.dependencies.state.update(groupingKey, grouping);
  }

  filter(text: string): void {
    this.tree.setFilter(text);
    this.refreshHeader();
  }

  async askForFilter(): Promise<void> {
    const text = await askFor(this.tree.filter);
    if (text !== undefined) this.filter(text);
  }

  async withShown(command: CommandId, row: unknown): Promise<void> {
    const ids = this.tree.shownBelow(isElement(row) ? row : undefined);
    await vscode.commands.executeCommand(
      command,
      undefined,
      ids.map((resourceId) => ({ resourceId })),
    );
  }

  dispose(): void {
    this.tree.dispose();
    for (const other of this.others) other.dispose();
  }

  private show(grouping: Grouping): void {
    setContextKey('arcGateway.grouping', grouping);
    this.tree.setGrouping(grouping);
  }

  private refreshHeader(): void {
    const { tree } = this;
    const { view, inventory, tenant } = this.dependencies;
    setContextKey('arcGateway.inventoryState', tree.hidesEverything ? 'noMatch' : shownState(inventory));
    setContextKey('arcGateway.isFiltered', tree.filter !== '');
    setContextKey('arcGateway.isReading', inventory.activity !== undefined);
    const header = tree.isEmpty ? undefined : headerOf(factsOf(inventory, tenant, tree), Date.now());
    view.message = header === undefined ? undefined : foreign('sentence', header);
  }
}

const shownState = ({ status }: InventoryStore): Exclude<InventoryStore['status'], 'idle'> =>
  status === 'idle' ? 'loading' : status;

const factsOf = (inventory: InventoryStore, { isSample, cloud }: AzureSession, tree: InventoryTree): HeaderFacts => ({
  isSample,
  cloud,
  filter: tree.filter,
  unread: tree.unread,
  notOffered: tree.notOffered,
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

const askFor = (value: string): Thenable<string | undefined> =>
  askText({
    title: say`Filter gateways and resources`,
    prompt: say`Every word must occur in the name, resource group, location, state, operating system, or tags.`,
    placeHolder: say`Example: connected windows westeurope`,
    value,
  });

const isElement = (row: unknown): row is TreeElement => isRecord(row) && 'node' in row;
