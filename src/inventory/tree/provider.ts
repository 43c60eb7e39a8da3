import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { associationOf, isNotOffered } from '../../kernel/inventory';
import { type AssociableKind, resourceKey } from '../../kernel/resources';
import { say } from '../../kernel/text/boxText';
import { setTooltip } from '../../vscode/boxes/treeView';
import { actionsFor } from '../../vscode/failures';
import type { InventoryChange, InventoryStore } from '..';
import type { Grouping, TreeToken } from '../../ids';
import { renewedGateway, rootIdOf, rootsOf } from './buildTree';
import { renewedMember } from './members';
import { attentionId, childrenOf, type ProblemNode, resourceOf, type TreeNode } from './nodes';
import { textFilter } from './searchText';
import { tooltipOf } from './tooltip';
import { TreeIndex, type ConnectionGroup, gatewayGroup } from './treeIndex';
import { treeItemOf } from './treeItem';

/** VS Code refreshes by object identity, so rows persist while nodes are replaced. */
export interface TreeElement {
  node: TreeNode;
}

export class InventoryTree implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeElement | TreeElement[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly elements = new Map<string, TreeElement>();
  /** By `resourceKey`. */
  private readonly rows = new Map<string, Set<TreeElement>>();
  private readonly listeners: readonly { dispose(): void }[];
  private index: TreeIndex | undefined;
  private roots: readonly TreeNode[] = [];
  private grouping: Grouping = 'gateway';
  private filterText = '';

  /** `now` gives Unix time in milliseconds. */
  constructor(
    private readonly store: Omit<InventoryStore, 'rowActivities'>,
    private readonly now: () => number,
    private readonly activities?: InventoryStore['rowActivities'],
  ) {
    this.listeners = [
      store.onDidChange((change) => {
        this.update(change);
      }),
      ...(activities ? [activities.onDidChange((keys) => this.showActivities(keys))] : []),
    ];
  }

  setGrouping(grouping: Grouping): void {
    this.grouping = grouping;
    this.redraw();
  }

  get filter(): string {
    return this.filterText;
  }

  /** Shows other rows of what is indexed already. */
  setFilter(text: string): void {
    if (text.trim() === this.filterText) return;
    this.filterText = text.trim();
    this.index?.setFilter(textFilter(this.filterText));
    this.showRoots();
  }

  prepareFilter(): void {
    this.index?.prepareSearch();
  }

  /** For ages in rows. */
  refreshAges(): void {
    this.redraw();
  }

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  get hidesEverything(): boolean {
    return this.filterText !== '' && this.store.inventory !== undefined && this.isEmpty;
  }

  /** IDs, including collapsed rows. */
  shownBelow(element?: TreeElement): readonly string[] {
    const members = (node: TreeNode): readonly string[] =>
      node.type === 'member' ? [node.resource.id] : childrenOf(node).flatMap(members);
    return [...new Set((element ? [element.node] : this.roots).flatMap(members))];
  }

  /** Counts of resources, all and shown. */
  get counts(): { readonly all: number; readonly shown: number } {
    return this.index?.counts ?? { all: 0, shown: 0 };
  }

  /** Count of resources. */
  get needingAttention(): number {
    return this.index?.needingAttention.size ?? 0;
  }

  /** Count of machines and clusters. */
  get unread(): number {
    return this.index?.membersOf('unread').size ?? 0;
  }

  get notOffered(): readonly string[] {
    const { index } = this;
    const byKind = new Map<AssociableKind, string>();
    for (const each of index?.membersOf('failed') ?? []) {
      const association = index && associationOf(index.inventory, each);
      if (association?.status === 'failed' && isNotOffered(association)) {
        byKind.set(each.kind, association.error.message);
      }
    }
    return [...byKind.values()];
  }

  /** Of all rows, whatever the filter. Undefined while nothing was loaded. */
  get tokens(): ReadonlySet<TreeToken> | undefined {
    return this.index?.tokens;
  }

  getChildren(element?: TreeElement): TreeElement[] {
    const nodes = element ? childrenOf(element.node) : this.roots;
    this.store.prioritize(nodes.flatMap((node) => (node.type === 'member' ? [node.resource.id] : [])));
    return nodes.map((node) => this.elementFor(node));
  }

  getTreeItem({ node }: TreeElement): vscode.TreeItem {
    const resource = resourceOf(node);
    return treeItemOf(node, resource && this.activities?.wordsOf(resource.id));
  }

  resolveTreeItem(item: vscode.TreeItem, { node }: TreeElement): vscode.TreeItem {
    setTooltip(item, tooltipOf(node));
    return item;
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  private showActivities(keys: readonly string[]): void {
    const rows = keys.flatMap((key) => [...(this.rows.get(key) ?? [])]);
    if (rows.length > 0) this.changed.fire(rows);
  }

  private elementFor(node: TreeNode): TreeElement {
    const known = this.elements.get(node.id);
    if (known) {
      known.node = node;
      return known;
    }
    const element = { node };
    this.elements.set(node.id, element);
    if (node.type === 'member') {
      const key = resourceKey(node.resource.id);
      this.rows.set(key, (this.rows.get(key) ?? new Set()).add(element));
    }
    return element;
  }

  private redraw(): void {
    const { inventory } = this.store;
    this.index = inventory && new TreeIndex(inventory, this.now(), textFilter(this.filterText));
    this.showRoots();
  }

  private showRoots(): void {
    this.elements.clear();
    this.rows.clear();
    this.roots = this.build();
    this.changed.fire(undefined);
  }

  private build(): readonly TreeNode[] {
    return this.index ? [...this.problem(), ...rootsOf(this.index, this.grouping)] : [];
  }

  /** Outdated rows leave no space for welcome text. */
  private problem(): readonly ProblemNode[] {
    const { problem, readAt, activity } = this.store;
    if (!problem || readAt === undefined || activity === 'resources') return [];
    const again = { title: say`Try again`, command: 'arcGateway.inventory.refresh' } as const;
    const [remedy = again] = problem.code === 'SignedOut' ? actionsFor(problem) : [];
    return [
      { type: 'problem', id: 'problem:tenant', label: l10n.t('Could not load from Azure'), error: problem, remedy },
    ];
  }

  private update(change: InventoryChange): void {
    const { inventory } = this.store;
    if (change.whole || !this.index || !inventory) {
      this.redraw();
      return;
    }
    if (change.resources.length === 0) return;
    const { attentionRevision } = this.index;
    const groups = this.index.update(inventory, change.resources);
    const touched = new Set(this.renewedRows(this.index, change.resources));
    const isAttentionChanged = attentionRevision !== this.index.attentionRevision;
    if (isAttentionChanged || (groups.size > 0 && this.grouping === 'gateway')) {
      const before = this.roots;
      this.roots = this.build();
      if (before.length !== this.roots.length || before.some(({ id }, i) => id !== this.roots[i]?.id)) {
        this.changed.fire(undefined);
        return;
      }
    }
    const changedRoots = isAttentionChanged ? this.roots.filter(({ id }) => id === attentionId) : [];
    for (const element of changedRoots.map((node) => this.elementFor(node))) touched.add(element);
    for (const element of this.branchesOf(this.index, groups)) touched.add(element);
    if (touched.size > 0) this.changed.fire([...touched]);
  }

  private renewedRows(index: TreeIndex, keys: readonly string[]): readonly TreeElement[] {
    return keys.flatMap((key) =>
      [...(this.rows.get(key) ?? [])].map((element) => {
        if (element.node.type === 'member') element.node = renewedMember(element.node, index);
        return element;
      }),
    );
  }

  /** Rows whose children change with these groups. */
  private branchesOf(index: TreeIndex, groups: ReadonlySet<ConnectionGroup>): readonly TreeElement[] {
    if (groups.size === 0) return [];
    if (this.grouping === 'gateway') {
      const ids = new Set([...groups].map((group) => rootIdOf(index, group)));
      return this.roots.filter(({ id }) => ids.has(id)).map((node) => this.elementFor(node));
    }
    const gateways = [...this.elements.values()].filter(
      ({ node }) => node.type === 'gateway' && groups.has(gatewayGroup(node.resource.id)),
    );
    return gateways.map((element) => {
      if (element.node.type === 'gateway') element.node = renewedGateway(element.node, index);
      return element;
    });
  }
}
