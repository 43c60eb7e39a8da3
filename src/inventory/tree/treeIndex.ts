import { associablesOf, associationOf, findAssociable, type Inventory } from '../../kernel/inventory';
import { instanceIdOf } from '../../kernel/resourceKinds';
import {
  type ArcResource,
  type Associable,
  type AzureLocalInstance,
  type Gateway,
  isAssociable,
  resourceKey,
} from '../../kernel/resources';
import { observationOf, verificationOf } from '..';
import { byName } from './byName';
import { connectionText } from './labels';
import { type Notice, noticeOf, stateNotice } from './notice';
import { searchText, type TextFilter } from './searchText';
import { memberTokensIn, tokensOfGateway, tokensOfInstance } from './tokens';
import type { TreeToken } from '../../ids';

/** `gateway:` precedes a `resourceKey`. */
export type ConnectionGroup = 'direct' | 'unread' | 'failed' | `gateway:${string}`;

export const gatewayGroup = (gatewayId: string): ConnectionGroup => `gateway:${resourceKey(gatewayId)}`;

const manySiblings = 500;

/** What a filter keeps. */
interface Shown {
  readonly resources: ReadonlySet<ArcResource>;
  readonly byGroup: ReadonlyMap<ConnectionGroup, readonly Associable[]>;
}

/** Rebuilt after each load. A filter changes what is shown, not the index. */
export class TreeIndex {
  /** Counts the changes of `needingAttention`. */
  attentionRevision = 0;
  /** By `resourceKey`. */
  readonly listed: ReadonlyMap<string, Gateway>;
  /** Instances whose nodes are missing from the inventory. */
  private readonly alone: readonly AzureLocalInstance[];
  private readonly all: readonly Associable[];
  private readonly groupOfMember = new Map<Associable, ConnectionGroup>();
  private readonly membersByGroup = new Map<ConnectionGroup, Set<Associable>>();
  private readonly gatewayGroups = new Map<string, ConnectionGroup>();
  private readonly notices = new Map<ArcResource, Notice | undefined>();
  private readonly searched = new Map<ArcResource, string>();
  private attention: Set<ArcResource> | undefined;
  private shown: Shown | undefined;
  private ranks: ReadonlyMap<Associable, number> | undefined;
  private latest: Inventory;

  /** `now` is Unix time in milliseconds. */
  constructor(
    inventory: Inventory,
    private readonly now: number,
    private filter?: TextFilter,
  ) {
    const { gateways, azureLocal } = inventory.reading;
    this.all = associablesOf(inventory);
    this.latest = inventory;
    this.listed = new Map(gateways.items.map((gateway) => [resourceKey(gateway.id), gateway]));
    const parents = new Set(this.all.flatMap((each) => instanceIdOf(each) ?? []).map(resourceKey));
    this.alone = azureLocal.items.filter(({ id }) => !parents.has(resourceKey(id)));
    for (const member of this.all) this.put(member, this.groupOf(resourceKey(member.id)));
  }

  get inventory(): Inventory {
    return this.latest;
  }

  get isFiltered(): boolean {
    return this.filter !== undefined;
  }

  setFilter(filter: TextFilter | undefined): void {
    this.filter = filter;
    this.shown = undefined;
  }

  /** Counts of resources: all, and those that the filter keeps. */
  get counts(): { readonly all: number; readonly shown: number } {
    const { gateways, azureLocal } = this.latest.reading;
    const all = gateways.items.length + azureLocal.items.length + this.all.length;
    return { all, shown: this.filter ? this.kept().resources.size : all };
  }

  get gateways(): readonly Gateway[] {
    return this.keep(this.latest.reading.gateways.items);
  }

  get members(): readonly Associable[] {
    return this.keep(this.all);
  }

  get instances(): readonly AzureLocalInstance[] {
    return this.keep(this.latest.reading.azureLocal.items);
  }

  get instancesWithoutNodes(): readonly AzureLocalInstance[] {
    return this.keep(this.alone);
  }

  isShown(resource: ArcResource): boolean {
    return this.filter === undefined || this.kept().resources.has(resource);
  }

  /** Unfiltered. */
  membersOf(group: ConnectionGroup): ReadonlySet<Associable> {
    return this.membersByGroup.get(group) ?? new Set();
  }

  /** Filtered. */
  shownOf(group: ConnectionGroup): readonly Associable[] {
    return this.filter ? (this.kept().byGroup.get(group) ?? []) : [...this.membersOf(group)];
  }

  countOf(group: ConnectionGroup): number {
    return this.isFiltered ? this.shownOf(group).length : this.membersOf(group).size;
  }

  get groups(): readonly ConnectionGroup[] {
    return [...this.membersByGroup].flatMap(([group, { size }]) => (size > 0 ? [group] : []));
  }

  /** What at least one row has. Asks one row of each kind and group, and those that were verified. */
  get tokens(): ReadonlySet<TreeToken> {
    const { gateways, machines, clusters, azureLocal } = this.latest.reading;
    const inGroups = [...this.membersByGroup.values()].flatMap((group) => group.values().next().value ?? []);
    const verified = [...(this.latest.verifications?.keys() ?? [])].flatMap(
      (key) => findAssociable(this.latest, key) ?? [],
    );
    const members = [...machines.items.slice(0, 1), ...clusters.items.slice(0, 1), ...inGroups, ...verified];
    return new Set([
      ...gateways.items.flatMap((each) => tokensOfGateway(each, this.membersOf(gatewayGroup(each.id)).size)),
      ...members.flatMap((each) => memberTokensIn(this.latest, each)),
      ...(azureLocal.items.length > 0 ? tokensOfInstance : []),
    ]);
  }

  /** Undefined of a resource that is well. */
  noticeOf(resource: ArcResource): Notice | undefined {
    if (!this.notices.has(resource)) this.notices.set(resource, this.judge(resource));
    return this.notices.get(resource);
  }

  /** Unfiltered, in no order. */
  get needingAttention(): ReadonlySet<ArcResource> {
    const { gateways, azureLocal } = this.latest.reading;
    this.attention ??= new Set(
      [...gateways.items, ...azureLocal.items, ...this.all].filter((each) => this.noticeOf(each)?.needsAttention),
    );
    return this.attention;
  }

  /** Applies what is newly known of members; returns the groups that lost or gained one. */
  update(inventory: Inventory, keys: readonly string[]): ReadonlySet<ConnectionGroup> {
    this.latest = inventory;
    const touched = new Set<ConnectionGroup>();
    for (const key of keys) {
      const member = findAssociable(inventory, key);
      if (!member) continue;
      this.forget(member);
      const before = this.groupOfMember.get(member);
      const group = this.groupOf(key);
      if (!before || before === group) continue;
      this.membersByGroup.get(before)?.delete(member);
      this.put(member, group);
      touched.add(before).add(group);
    }
    return touched;
  }

  sorted<T extends Associable>(members: readonly T[]): readonly T[] {
    if (members.length <= manySiblings) return members.toSorted(byName);
    this.ranks ??= new Map(this.all.toSorted(byName).map((member, rank) => [member, rank]));
    const { ranks } = this;
    return members.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  }

  /** So that the first key of a filter doesn’t pay for it. */
  prepareSearch(): void {
    for (const resource of this.resources()) this.textOf(resource);
  }

  private forget(member: Associable): void {
    this.notices.delete(member);
    this.searched.delete(member);
    this.shown = undefined;
    const { attention } = this;
    if (!attention) return;
    const isNeeded = this.noticeOf(member)?.needsAttention ?? false;
    if (isNeeded !== attention.has(member)) this.attentionRevision++;
    if (isNeeded) attention.add(member);
    else attention.delete(member);
  }

  private judge(resource: ArcResource): Notice | undefined {
    if (!isAssociable(resource)) return stateNotice(resource, this.now);
    const association = associationOf(this.latest, resource);
    const observation = observationOf(this.latest, resource);
    const verification = verificationOf(this.latest, resource);
    return noticeOf(resource, { association, observation, verification }, this.now);
  }

  private *resources(): Iterable<ArcResource> {
    yield* this.latest.reading.gateways.items;
    yield* this.latest.reading.azureLocal.items;
    yield* this.all;
  }

  /** Visits each resource once. */
  private kept(): Shown {
    if (this.shown) return this.shown;
    const resources = new Set<ArcResource>();
    const byGroup = new Map<ConnectionGroup, Associable[]>();
    const { filter } = this;
    for (const resource of this.resources()) {
      if (filter && !filter(this.textOf(resource))) continue;
      resources.add(resource);
      if (!isAssociable(resource)) continue;
      const group = this.groupOfMember.get(resource);
      if (group === undefined) continue;
      const members = byGroup.get(group);
      if (members) members.push(resource);
      else byGroup.set(group, [resource]);
    }
    this.shown = { resources, byGroup };
    return this.shown;
  }

  private keep<T extends ArcResource>(items: readonly T[]): readonly T[] {
    return this.filter ? items.filter((item) => this.kept().resources.has(item)) : items;
  }

  private textOf(resource: ArcResource): string {
    const known = this.searched.get(resource);
    if (known !== undefined) return known;
    const text = searchText(resource, [this.connectionOf(resource), this.noticeOf(resource)?.words]);
    this.searched.set(resource, text);
    return text;
  }

  /** The name of its gateway, `direct`, or why it is unknown. */
  connectionOf(resource: ArcResource): string | undefined {
    if (!isAssociable(resource)) return undefined;
    const association = associationOf(this.latest, resource);
    const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
    return connectionText(association, gatewayId === undefined ? undefined : this.listed.get(resourceKey(gatewayId)));
  }

  private put(member: Associable, group: ConnectionGroup): void {
    this.groupOfMember.set(member, group);
    const users = this.membersByGroup.get(group);
    if (users) users.add(member);
    else this.membersByGroup.set(group, new Set([member]));
  }

  private groupOf(key: string): ConnectionGroup {
    const association = this.latest.associations.get(key);
    if (association?.status !== 'read') return association?.status ?? 'unread';
    const { gatewayId } = association;
    if (gatewayId === undefined) return 'direct';
    const known = this.gatewayGroups.get(gatewayId);
    if (known) return known;
    const group = gatewayGroup(gatewayId);
    this.gatewayGroups.set(gatewayId, group);
    return group;
  }
}
