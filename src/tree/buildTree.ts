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
import type { Grouping } from '../ids';
import { inBuckets } from './buckets';
import type { ResourceFilter } from './filter';
import { byName, memberNodes } from './members';
import type { GatewayNode, GroupNode, ProblemNode, TreeNode } from './nodes';

export interface TreeOptions {
  readonly grouping: Grouping;
  /** Absent when nothing is filtered. */
  readonly filter?: ResourceFilter;
}

/** The tree of an inventory: what could not be read first, then the groups. Ids are stable across refreshes. */
export function buildTree(inventory: Inventory, options: TreeOptions): readonly TreeNode[] {
  const shown = narrow(inventory, options.filter);
  const groups = options.grouping === 'gateway' ? byGateway(shown) : byPlace(shown, options.grouping);
  return [...problemNodes(inventory), ...groups];
}

/** The inventory to draw from, and what of it the filter lets through. */
interface Shown {
  readonly inventory: Inventory;
  readonly gateways: ReadonlySet<Gateway>;
  readonly members: ReadonlySet<Associable>;
  readonly instances: ReadonlySet<AzureLocalInstance>;
  /** Everything that uses a gateway, filtered or not, by the gateway's `resourceKey`. */
  readonly users: ReadonlyMap<string | undefined, readonly Associable[]>;
  readonly isFiltered: boolean;
  /** What the ids of the roots begin with. VS Code remembers by id what was closed; a filter's result shall be open. */
  readonly root: string;
}

function narrow(inventory: Inventory, filter: ResourceFilter | undefined): Shown {
  const keep = <T extends ArcResource>(items: readonly T[]): ReadonlySet<T> =>
    new Set(filter ? items.filter(filter) : items);
  const all = associablesOf(inventory);
  return {
    inventory,
    gateways: keep(inventory.reading.gateways.items),
    members: keep(all),
    instances: keep(inventory.reading.azureLocal.items),
    users: Map.groupBy(all, (member) => gatewayKeyOf(inventory, member)),
    isFiltered: filter !== undefined,
    root: filter ? 'filtered/' : '',
  };
}

function gatewayKeyOf(inventory: Inventory, member: Associable): string | undefined {
  const association = associationOf(inventory, member);
  return association.status === 'read' && association.gatewayId !== undefined
    ? resourceKey(association.gatewayId)
    : undefined;
}

function problemNodes({ reading }: Inventory): readonly ProblemNode[] {
  const parts = [
    ['Gateways', reading.gateways],
    ['Machines', reading.machines],
    ['Clusters', reading.clusters],
    ['Azure Local instances', reading.azureLocal],
  ] as const;
  return parts.flatMap(([name, { problem }]) =>
    problem ? [{ type: 'problem', id: `problem:${name}`, label: `${name} could not be read`, error: problem }] : [],
  );
}

function gatewayNode(parentId: string, shown: Shown, gateway: Gateway): GatewayNode {
  const id = `${parentId}gateway:${resourceKey(gateway.id)}`;
  const users = shown.users.get(resourceKey(gateway.id)) ?? [];
  // A gateway that matches the filter by itself shows all that uses it.
  const visible = shown.gateways.has(gateway) ? users : users.filter((user) => shown.members.has(user));
  return {
    type: 'gateway',
    id,
    resource: gateway,
    users: users.length,
    isOpen: shown.isFiltered && visible.length > 0,
    children: () => memberNodes({ id, impliesWay: true }, shown.inventory, visible, []),
  };
}

function group(
  id: string,
  label: string,
  icon: string,
  count: number,
  children: () => readonly TreeNode[],
  isOpen = false,
): GroupNode {
  return { type: 'group', id, label, icon, detail: String(count), isOpen, children };
}

type Way = 'listed' | 'direct' | 'foreign' | 'unread' | 'failed';

const otherWays: readonly (readonly [Exclude<Way, 'listed'>, string, string])[] = [
  ['direct', 'Direct, no gateway', 'globe'],
  ['foreign', 'Behind a gateway you cannot see', 'question'],
  ['unread', 'Reading associations', 'loading~spin'],
  ['failed', 'Association could not be read', 'warning'],
];

/** Gateways with what uses them, then what uses none, then what cannot be told. */
function byGateway(shown: Shown): readonly TreeNode[] {
  const { inventory } = shown;
  const gateways = inventory.reading.gateways.items.filter(
    (gateway) =>
      shown.gateways.has(gateway) || shown.users.get(resourceKey(gateway.id))?.some((user) => shown.members.has(user)),
  );
  const listed = new Set(inventory.reading.gateways.items.map(({ id }) => resourceKey(id)));
  const wayOf = (member: Associable): Way => {
    const { status } = associationOf(inventory, member);
    if (status !== 'read') return status;
    const key = gatewayKeyOf(inventory, member);
    if (key === undefined) return 'direct';
    return listed.has(key) ? 'listed' : 'foreign';
  };
  const ways = Map.groupBy(shown.members, wayOf);
  const others = otherWays.flatMap(([way, label, icon]) => {
    const id = `${shown.root}group:${way}`;
    const members = ways.get(way) ?? [];
    const instances = way === 'direct' ? lonelyInstances(shown) : [];
    const count = members.length + instances.length;
    const children = (): readonly TreeNode[] => memberNodes({ id, impliesWay: true }, inventory, members, instances);
    return count === 0 ? [] : [group(id, label, icon, count, children, shown.isFiltered)];
  });
  return [...gateways.toSorted(byName).map((gateway) => gatewayNode(shown.root, shown, gateway)), ...others];
}

/** Instances of which no node is a machine of the inventory would otherwise be nowhere. */
function lonelyInstances({ inventory, instances }: Shown): readonly AzureLocalInstance[] {
  const parents = new Set(
    inventory.reading.machines.items.map(({ azureLocalId }) => azureLocalId && resourceKey(azureLocalId)),
  );
  return [...instances].filter(({ id }) => !parents.has(resourceKey(id)));
}

/** One group a subscription or location, each with its gateways, machines, clusters and Azure Local instances. */
function byPlace(shown: Shown, grouping: 'subscription' | 'location'): readonly TreeNode[] {
  const names = new Map(shown.inventory.subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const placeOf = (resource: ArcResource): string =>
    grouping === 'location' ? resource.location : resource.subscriptionId.toLowerCase();
  const gateways = Map.groupBy(shown.gateways, placeOf);
  const members = Map.groupBy(shown.members, placeOf);
  const instances = Map.groupBy(shown.instances, placeOf);
  const places = [...new Set([...gateways.keys(), ...members.keys(), ...instances.keys()])].map((place) => ({
    place,
    name: grouping === 'location' ? place : (names.get(place) ?? place),
  }));
  return places.toSorted(byName).map(({ place, name }) => {
    const id = `${shown.root}${grouping}:${place}`;
    const ownGateways = (gateways.get(place) ?? []).toSorted(byName);
    const ownMembers = members.get(place) ?? [];
    const ownInstances = instances.get(place) ?? [];
    const count = ownGateways.length + ownMembers.length + ownInstances.length;
    const children = (): readonly TreeNode[] => [
      ...inBuckets(
        `${id}/gateways`,
        ownGateways.map((gateway) => gatewayNode(`${id}/`, shown, gateway)),
      ),
      ...memberNodes({ id, impliesWay: false }, shown.inventory, ownMembers, ownInstances),
    ];
    return group(id, name, grouping === 'location' ? 'location' : 'key', count, children, shown.isFiltered);
  });
}
