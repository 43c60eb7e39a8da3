import * as v from 'valibot';
import * as vscode from 'vscode';
import { isRecord } from '../../kernel/isRecord';
import { foreign, say } from '../../kernel/text/boxText';
import { plural } from '../../kernel/text/phrases';
import type { RowView } from '../../vscode/boxes/treeView';
import { setContextKey } from '../../vscode/contextKeys';
import { readStored } from '../../vscode/stored';
import type { InventoryStore } from '..';
import type { AzureSession } from '../../session/azureSession';
import { type CommandId, type Grouping, groupings } from '../../ids';
import { askForFilter } from './askForFilter';
import { askForGrouping } from './askForGrouping';
import { headerOf, type HeaderFacts } from './header';
import { InventoryTree, type TreeElement } from './provider';

const groupingKey = 'arcGateway.grouping';
const storedGrouping = v.picklist(groupings);

interface SidebarDependencies {
  readonly view: RowView<TreeElement>;
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly state: vscode.Memento;
}

export class Sidebar implements vscode.Disposable {
  readonly tree: InventoryTree;
  private grouping: Grouping;
  private readonly others: readonly vscode.Disposable[];

  constructor(private readonly dependencies: SidebarDependencies) {
    const { view, inventory, state } = dependencies;
    this.tree = new InventoryTree(inventory, Date.now, inventory.rowActivities);
    this.others = [
      inventory.onDidChange(() => {
        this.refreshHeader();
      }),
      inventory.onDidChange(() => void this.showAccount()),
      every(minute, () => {
        if (view.visible && inventory.readAt !== undefined) this.refreshHeader();
      }),
      every(60 * minute, () => {
        this.tree.refreshAges();
      }),
    ];
    this.grouping = readStored(state, groupingKey, storedGrouping) ?? 'gateway';
    this.show(this.grouping);
    this.refreshHeader();
    void this.showAccount();
  }

  async group(grouping: Grouping): Promise<void> {
    this.show(grouping);
    await this.dependencies.state.update(groupingKey, grouping);
  }

  async askForGrouping(): Promise<void> {
    const grouping = await askForGrouping(this.grouping);
    if (grouping) await this.group(grouping);
  }

  filter(text: string): void {
    this.tree.setFilter(text);
    this.refreshHeader();
  }

  askForFilter(): Promise<void> {
    const { tree } = this;
    const onFilter = (): void => {
      this.refreshHeader();
    };
    return askForFilter({ tree, state: this.dependencies.state, onFilter });
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
    this.grouping = grouping;
    setContextKey('arcGateway.grouping', grouping);
    this.tree.setGrouping(grouping);
  }

  private refreshHeader(): void {
    const { tree } = this;
    const { view, inventory, tenant } = this.dependencies;
    setContextKey('arcGateway.inventoryState', tree.hidesEverything ? 'noMatch' : shownState(inventory));
    setContextKey('arcGateway.isFiltered', tree.filter !== '');
    setContextKey('arcGateway.isReading', inventory.activity !== undefined);
    setContextKey('arcGateway.rowTokens', rowTokensOf(inventory, tree));
    const header = tree.isEmpty ? undefined : headerOf(factsOf(inventory, tenant, tree), Date.now());
    view.message = header === undefined ? undefined : foreign('sentence', header);
    view.badge = badgeOf(tree.needingAttention);
  }

  /** Of whom the rows are. */
  private async showAccount(): Promise<void> {
    const { view, tenant } = this.dependencies;
    const account = tenant.isSample ? undefined : await tenant.account();
    view.description = account === undefined ? undefined : foreign('azureName', account);
  }
}

const shownState = ({ status }: InventoryStore): Exclude<InventoryStore['status'], 'idle'> =>
  status === 'idle' ? 'loading' : status;

/** Without an inventory, commands on rows are offered only while it may come. */
function rowTokensOf({ status }: InventoryStore, { tokens }: InventoryTree): string | undefined {
  if (tokens) return `;${[...tokens].toSorted().join(';')};`;
  return status === 'idle' || status === 'loading' ? undefined : ';';
}

const factsOf = (inventory: InventoryStore, { isSample, cloud }: AzureSession, tree: InventoryTree): HeaderFacts => ({
  isSample,
  cloud,
  filter: tree.filter,
  counts: tree.counts,
  unread: tree.unread,
  notOffered: tree.notOffered,
  activity: inventory.activity,
  readAt: inventory.readAt,
  isPartial: inventory.isPartial,
  problem: inventory.problem,
  graphProblem: inventory.inventory?.reading.graphProblem,
});

const badgeOf = (value: number): RowView<TreeElement>['badge'] =>
  value === 0
    ? undefined
    : {
        value,
        tooltip: plural(value, { one: say`1 resource needs attention`, other: say`${value} resources need attention` }),
      };

const minute = 60_000;

function every(milliseconds: number, work: () => void): vscode.Disposable {
  const timer = setInterval(work, milliseconds);
  return new vscode.Disposable(() => clearInterval(timer));
}

const isElement = (row: unknown): row is TreeElement => isRecord(row) && 'node' in row;
