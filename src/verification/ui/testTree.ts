import * as vscode from 'vscode';
import type { CheckId } from '../../kernel/checkIds';
import { isRecord } from '../../kernel/isRecord';
import { foreign } from '../../kernel/text/boxText';
import { type CheckResult, checkTitle, judge, type Expectations, targetKey } from '../engine';
import type { TestController } from '../../vscode/boxes/tests';
import { checkPageUri } from './checkPage/checkPageUri';
import type { TestGroup } from './testGroups';

/** What decides where a check stands. */
type PlacedCheck = Pick<CheckResult, 'id' | 'consequenceOf'>;

export interface TestTarget {
  readonly item: vscode.TestItem;
  readonly expectations: Expectations;
}

/**
 * Groups, machines and clusters, checks; below a failed check those that follow from it. Items are created on demand,
 * because tenants can be large.
 */
export class TestTree {
  private readonly groups = new Map<string, TestGroup>();
  private readonly targets = new WeakMap<vscode.TestItem, TestTarget>();

  constructor(private readonly controller: TestController) {}

  /** Replaces the tenant's groups and keeps others. */
  showTenant(groups: readonly TestGroup[]): void {
    const shown = new Set(groups.map(({ id }) => id));
    for (const { id, from } of [...this.groups.values()]) {
      if (from !== 'tenant' || shown.has(id)) continue;
      this.groups.delete(id);
      this.controller.items.delete(id);
    }
    for (const group of groups) this.show(group);
  }

  /** By id. Remaining machines keep their results. */
  show(group: TestGroup): vscode.TestItem {
    const isNew = !this.groups.has(group.id);
    this.groups.set(group.id, group);
    const item = this.item(this.controller.items, group.id, group.label, group.uri);
    item.canResolveChildren = true;
    if (!isNew && item.children.size > 0) this.resolve(item);
    return item;
  }

  resolve(item: vscode.TestItem): void {
    const group = this.groups.get(item.id);
    if (group) item.children.replace(group.members.map((each) => this.subjectItem(item, each)));
    const subject = this.targets.get(item);
    if (subject && item.children.size === 0) this.checks(subject, checksBefore(subject.expectations));
  }

  /** Included directly or through a parent. */
  targetsOf({ include, exclude = [] }: vscode.TestRunRequest): readonly TestTarget[] {
    const roots = include ?? itemsIn(this.controller.items);
    const wanted = new Set(roots.flatMap((item) => this.within(item)));
    for (const item of exclude) if (!this.isCheck(item)) for (const each of this.within(item)) wanted.delete(each);
    return [...wanted];
  }

  itemsOf(keys: ReadonlySet<string>): vscode.TestItem[] {
    const groups = [...this.groups.values()].filter(
      ({ from, members }) => from === 'tenant' && members.some(({ subject }) => keys.has(targetKey(subject))),
    );
    return groups
      .flatMap(({ id }) => this.within(this.controller.items.get(id)))
      .filter(({ expectations }) => keys.has(targetKey(expectations.subject)))
      .map(({ item }) => item);
  }

  checksOf({ item }: TestTarget): readonly vscode.TestItem[] {
    this.resolve(item);
    return itemsIn(item.children).flatMap((each) => [each, ...itemsIn(each.children)]);
  }

  /** In the given order. */
  checks({ item, expectations }: TestTarget, checks: readonly PlacedCheck[]): readonly vscode.TestItem[] {
    const made = new Map<CheckId, vscode.TestItem>();
    const below = new Map<vscode.TestItem, vscode.TestItem[]>([[item, []]]);
    checks.forEach(({ id, consequenceOf }, order) => {
      const parent = (consequenceOf && made.get(consequenceOf)) ?? item;
      const uri = checkPageUri(targetKey(expectations.subject), expectations.subject.name, id);
      const child = this.item(parent.children, `${item.id}#${id}`, checkTitle(id), uri);
      child.sortText = String(order).padStart(2, '0');
      made.set(id, child);
      below.set(child, []);
      below.get(parent)?.push(child);
    });
    for (const [parent, children] of below) parent.children.replace(children);
    return [...made.values()];
  }

  isCheck(item: vscode.TestItem): boolean {
    return !this.targets.has(item) && this.targetAbove(item) !== undefined;
  }

  /** The machine or cluster that the item is, or that it belongs to. */
  targetAbove(item: vscode.TestItem): TestTarget | undefined {
    return this.targets.get(item) ?? (item.parent && this.targetAbove(item.parent));
  }

  private subjectItem(parent: vscode.TestItem, expectations: Expectations): vscode.TestItem {
    const item = this.item(
      parent.children,
      `${parent.id}/${targetKey(expectations.subject)}`,
      expectations.subject.name,
      parent.uri,
    );
    item.canResolveChildren = true;
    this.targets.set(item, { item, expectations });
    return item;
  }

  private item(within: vscode.TestItemCollection, id: string, label: string, uri?: vscode.Uri): vscode.TestItem {
    const known = within.get(id);
    if (known) return known;
    const item = this.controller.createTestItem(id, foreign('azureName', label), uri);
    if (uri) item.range = start;
    within.add(item);
    return item;
  }

  /** Ids of the resources that the item stands for: a group, a resource, or a check. */
  resourceIdsOf(item: vscode.TestItem): readonly string[] {
    return this.within(item).flatMap(({ expectations }) => expectations.subject.resourceId ?? []);
  }

  private within(item: vscode.TestItem | undefined): readonly TestTarget[] {
    if (!item) return [];
    const own = this.targetAbove(item);
    if (own) return [own];
    this.resolve(item);
    return itemsIn(item.children).flatMap((child) => this.targets.get(child) ?? []);
  }
}

/** Without a range, a click opens nothing. */
const start = new vscode.Range(0, 0, 0, 0);

const itemsIn = (collection: vscode.TestItemCollection): vscode.TestItem[] => [...collection].map(([, item]) => item);

/** Known from the expectations, before the run; nothing has failed yet. */
const checksBefore = (expectations: Expectations): readonly PlacedCheck[] =>
  judge(expectations, undefined, 0).verified.checks.map(({ id }) => ({ id }));

/** From a menu of the Test Explorer, or of a message of it. */
export function testItemIn(argument: unknown): vscode.TestItem | undefined {
  const item = isRecord(argument) && 'test' in argument ? argument.test : argument;
  return isRecord(item) && 'children' in item && 'busy' in item ? (item as unknown as vscode.TestItem) : undefined;
}
