import * as vscode from 'vscode';
import type { InventoryChange, InventoryStore } from '../host/inventoryStore';
import type { Grouping } from '../ids';
import { buildTree } from './buildTree';
import { textFilter } from './filter';
import { childrenOf, type TreeNode } from './nodes';
import { tooltipOf } from './tooltip';
import { treeItemOf } from './treeItem';

/**
 * A row as VS Code holds it. VS Code refreshes by object, so a row lives as long as its id does while the node in it
 * is replaced; commands on a row read its node.
 */
export interface TreeElement {
  node: TreeNode;
}

/** Serves the inventory to the tree view, and touches only those rows that a change is about. */
export class InventoryTree implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeElement | TreeElement[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly elements = new Map<string, TreeElement>();
  private readonly listener: vscode.Disposable;
  private roots: readonly TreeNode[] = [];
  private grouping: Grouping = 'gateway';
  private filterText = '';

  constructor(private readonly store: InventoryStore) {
    this.listener = store.onDidChange((change) => {
      this.update(change);
    });
  }

  setGrouping(grouping: Grouping): void {
    this.grouping = grouping;
    this.redraw();
  }

  get filter(): string {
    return this.filterText;
  }

  setFilter(text: string): void {
    this.filterText = text.trim();
    this.redraw();
  }

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  /** True when a filter hides everything that there is. */
  get isNothingLeft(): boolean {
    return this.filterText !== '' && this.store.inventory !== undefined && this.isEmpty;
  }

  /** Ids of the machines and clusters below a row, or of all that the filter lets through; also of rows that are closed. */
  shownBelow(element?: TreeElement): readonly string[] {
    const members = (node: TreeNode): readonly string[] =>
      node.type === 'member' ? [node.resource.id] : childrenOf(node).flatMap(members);
    return [...new Set((element ? [element.node] : this.roots).flatMap(members))];
  }

  getChildren(element?: TreeElement): TreeElement[] {
    const nodes = element ? childrenOf(element.node) : this.roots;
    return nodes.map((node) => this.elementFor(node));
  }

  getTreeItem({ node }: TreeElement): vscode.TreeItem {
    return treeItemOf(node);
  }

  resolveTreeItem(item: vscode.TreeItem, { node }: TreeElement): vscode.TreeItem {
    item.tooltip = tooltipOf(node);
    return item;
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private elementFor(node: TreeNode): TreeElement {
    const known = this.elements.get(node.id);
    if (known) {
      known.node = node;
      return known;
    }
    const element = { node };
    this.elements.set(node.id, element);
    return element;
  }

  private build(): readonly TreeNode[] {
    const inventory = this.store.inventory;
    if (!inventory) return [];
    return buildTree(inventory, {
      grouping: this.grouping,
      filter: this.filterText ? textFilter(this.filterText) : undefined,
    });
  }

  private redraw(): void {
    this.elements.clear();
    this.roots = this.build();
    this.changed.fire(undefined);
  }

  /** A change of some associations redraws the branches whose members it moved; all else stays as it is. */
  private update(change: InventoryChange): void {
    const before = this.roots;
    if (change.whole || before.length === 0) {
      this.redraw();
      return;
    }
    this.roots = this.build();
    const isSameShape = before.length === this.roots.length && before.every(({ id }, i) => id === this.roots[i]?.id);
    if (!isSameShape) {
      this.changed.fire(undefined);
      return;
    }
    const touched = this.roots.filter((node, i) => {
      const old = before[i];
      return old !== undefined && isTouched(old, node, change.resources);
    });
    this.changed.fire(touched.map((node) => this.elementFor(node)));
  }
}

const holds = (node: TreeNode, keys: readonly string[]): boolean =>
  keys.some((key) => node.id.endsWith(key)) || childrenOf(node).some((child) => holds(child, keys));

const isTouched = (before: TreeNode, after: TreeNode, keys: readonly string[]): boolean =>
  holds(before, keys) || holds(after, keys);
