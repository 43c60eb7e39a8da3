import { associablesOf, findAssociable, type Inventory } from '../../kernel/inventory';
import { instanceIdOf } from '../../kernel/resourceKinds';
import {
  type ArcResource,
  type Associable,
  type AzureLocalInstance,
  type Gateway,
  resourceKey,
} from '../../kernel/resources';
import { byName } from './byName';
import type { ResourceFilter } from './filter';

/** `gateway:` precedes a `resourceKey`. */
export type ConnectionGroup = 'direct' | 'unread' | 'failed' | `gateway:${string}`;

export const gatewayGroup = (gatewayId: string): ConnectionGroup => `gateway:${resourceKey(gatewayId)}`;

const manySiblings = 500;

/** Rebuilt after each load. */
export class TreeIndex {
  /** Filtered. */
  readonly gateways: readonly Gateway[];
  readonly members: readonly Associable[];
  readonly instances: readonly AzureLocalInstance[];
  /** Unfiltered, by `resourceKey`. */
  readonly listed: ReadonlyMap<string, Gateway>;
  /** Instances whose nodes are missing from the inventory. */
  readonly instancesWithoutNodes: readonly AzureLocalInstance[];
  readonly isFiltered: boolean;
  private readonly groupOfMember = new Map<Associable, ConnectionGroup>();
  private readonly membersByGroup = new Map<ConnectionGroup, Set<Associable>>();
  private readonly gatewayGroups = new Map<string, ConnectionGroup>();
  private ranks: ReadonlyMap<Associable, number> | undefined;
  private latest: Inventory;

  constructor(
    inventory: Inventory,
    private readonly filter: ResourceFilter | undefined,
  ) {
    const { gateways, azureLocal } = inventory.reading;
    const keep = <T extends ArcResource>(items: readonly T[]): readonly T[] => (filter ? items.filter(filter) : items);
    const all = associablesOf(inventory);
    this.latest = inventory;
    this.isFiltered = filter !== undefined;
    this.gateways = keep(gateways.items);
    this.members = keep(all);
    this.instances = keep(azureLocal.items);
    this.listed = new Map(gateways.items.map((gateway) => [resourceKey(gateway.id), gateway]));
    const parents = new Set(all.flatMap((each) => instanceIdOf(each) ?? []).map(resourceKey));
    this.instancesWithoutNodes = this.instances.filter(({ id }) => !parents.has(resourceKey(id)));
    for (const member of all) this.put(member, this.groupOf(resourceKey(member.id)));
  }

  get inventory(): Inventory {
    return this.latest;
  }

  /** Unfiltered. */
  membersOf(group: ConnectionGroup): ReadonlySet<Associable> {
    return this.membersByGroup.get(group) ?? new Set();
  }

  /** Filtered. */
  shownOf(group: ConnectionGroup): readonly Associable[] {
    const users = [...this.membersOf(group)];
    return this.filter ? users.filter(this.filter) : users;
  }

  countOf(group: ConnectionGroup): number {
    return this.isFiltered ? this.shownOf(group).length : this.membersOf(group).size;
  }

  get groups(): readonly ConnectionGroup[] {
    return [...this.membersByGroup].flatMap(([group, { size }]) => (size > 0 ? [group] : []));
  }

  /** Applies changed associations; returns the groups that lost or gained a member. */
  update(inventory: Inventory, keys: readonly string[]): ReadonlySet<ConnectionGroup> {
    this.latest = inventory;
    const touched = new Set<ConnectionGroup>();
    for (const key of keys) {
      const member = findAssociable(inventory, key);
      const before = member && this.groupOfMember.get(member);
      const group = this.groupOf(key);
      if (!member || !before || before === group) continue;
      this.membersByGroup.get(before)?.delete(member);
      this.put(member, group);
      touched.add(before).add(group);
    }
    return touched;
  }

  sorted<T extends Associable>(members: readonly T[]): readonly T[] {
    if (members.length <= manySiblings) return members.toSorted(byName);
    this.ranks ??= new Map(
      associablesOf(this.latest)
        .toSorted(byName)
        .map((member, rank) => [member, rank]),
    );
    const { ranks } = this;
    return members.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
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
