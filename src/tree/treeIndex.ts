import {
  type ArcResource,
  type Associable,
  associablesOf,
  associationOf,
  type AzureLocalInstance,
  type Gateway,
  type Inventory,
  resourceKey,
} from '../core';
import { byName } from './byName';
import type { ResourceFilter } from './filter';

/** Which way a resource goes: through the gateway of this `resourceKey`, or what is known instead. */
export type Way = 'direct' | 'unread' | 'failed' | `gateway:${string}`;

export const wayThrough = (gatewayId: string): Way => `gateway:${resourceKey(gatewayId)}`;

// Beyond this, sorting all members once costs less than sorting a part of them again and again.
const manySiblings = 500;

/**
 * An inventory in the order in which a tree asks for it. Made once for each reading of the resources; an association
 * that changes afterwards moves one resource.
 */
export class TreeIndex {
  readonly gateways: ReadonlySet<Gateway>;
  readonly members: ReadonlySet<Associable>;
  readonly instances: ReadonlySet<AzureLocalInstance>;
  /** The gateways of the inventory, filtered or not, by `resourceKey`. */
  readonly listed: ReadonlyMap<string, Gateway>;
  /** Instances of which no node is a machine of the inventory. */
  readonly lonelyInstances: readonly AzureLocalInstance[];
  readonly isFiltered: boolean;
  private readonly byKey = new Map<string, Associable>();
  private readonly wayOfMember = new Map<Associable, Way>();
  private readonly users = new Map<Way, Set<Associable>>();
  private ranks: ReadonlyMap<Associable, number> | undefined;
  private latest: Inventory;

  constructor(inventory: Inventory, filter: ResourceFilter | undefined) {
    const { gateways, machines, azureLocal } = inventory.reading;
    const keep = <T extends ArcResource>(items: readonly T[]): ReadonlySet<T> =>
      new Set(filter ? items.filter(filter) : items);
    const all = associablesOf(inventory);
    this.latest = inventory;
    this.isFiltered = filter !== undefined;
    this.gateways = keep(gateways.items);
    this.members = keep(all);
    this.instances = keep(azureLocal.items);
    this.listed = new Map(gateways.items.map((gateway) => [resourceKey(gateway.id), gateway]));
    const parents = new Set(machines.items.map(({ azureLocalId }) => azureLocalId && resourceKey(azureLocalId)));
    this.lonelyInstances = [...this.instances].filter(({ id }) => !parents.has(resourceKey(id)));
    for (const member of all) {
      this.byKey.set(resourceKey(member.id), member);
      this.put(member);
    }
  }

  get inventory(): Inventory {
    return this.latest;
  }

  /** Everything that goes this way, filtered or not. */
  usersOf(way: Way): ReadonlySet<Associable> {
    return this.users.get(way) ?? new Set();
  }

  /** What the filter lets through of that. */
  shownOf(way: Way): readonly Associable[] {
    const users = [...this.usersOf(way)];
    return this.isFiltered ? users.filter((user) => this.members.has(user)) : users;
  }

  countOf(way: Way): number {
    return this.isFiltered ? this.shownOf(way).length : this.usersOf(way).size;
  }

  /** The ways that something goes. */
  get ways(): readonly Way[] {
    return [...this.users].flatMap(([way, { size }]) => (size > 0 ? [way] : []));
  }

  /** Takes over what has become known of some resources of the same reading; gives the ways that lost or won one. */
  update(inventory: Inventory, keys: readonly string[]): ReadonlySet<Way> {
    this.latest = inventory;
    const touched = new Set<Way>();
    for (const key of keys) {
      const member = this.byKey.get(key);
      const before = member && this.wayOfMember.get(member);
      if (!member || !before || before === wayOf(inventory, member)) continue;
      this.users.get(before)?.delete(member);
      touched.add(before).add(this.put(member));
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

  private put(member: Associable): Way {
    const way = wayOf(this.latest, member);
    this.wayOfMember.set(member, way);
    const users = this.users.get(way);
    if (users) users.add(member);
    else this.users.set(way, new Set([member]));
    return way;
  }
}

function wayOf(inventory: Inventory, member: Associable): Way {
  const association = associationOf(inventory, member);
  if (association.status !== 'read') return association.status;
  return association.gatewayId === undefined ? 'direct' : wayThrough(association.gatewayId);
}
