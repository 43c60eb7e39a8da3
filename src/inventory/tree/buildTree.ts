import type { Inventory } from '../../kernel/inventory';
import { listOfKind, resourceKinds } from '../../kernel/resourceKinds';
import { type ArcResource, type Gateway, resourceKey } from '../../kernel/resources';
import type { Grouping } from '../../ids';
import { inBuckets } from './buckets';
import { byName } from './byName';
import type { ResourceFilter } from './filter';
import { treeKind } from './kinds';
import { memberNodes } from './members';
import type { GatewayNode, GroupNode, ProblemNode, TreeNode } from './nodes';
import { TreeIndex, type ConnectionGroup, gatewayGroup } from './treeIndex';

export interface TreeOptions {
  readonly grouping: Grouping;
  /** Absent when nothing is filtered. */
  readonly filter?: ResourceFilter;
}

/** The tree of an inventory: what could not be read first, then the groups. Ids are stable across refreshes. */
export const buildTree = (inventory: Inventory, { grouping, filter }: TreeOptions): readonly TreeNode[] =>
  rootsOf(new TreeIndex(inventory, filter), grouping);

export const rootsOf = (index: TreeIndex, grouping: Grouping): readonly TreeNode[] => [
  ...problemNodes(index.inventory),
  ...(grouping === 'gateway' ? byGateway(index) : byPlace(index, grouping)),
];

/** Prefix of the roots' ids. VS Code remembers collapsed rows by id, but a filter's result starts expanded. */
const rootOf = ({ isFiltered }: TreeIndex): string => (isFiltered ? 'filtered/' : '');

function problemNodes({ reading }: Inventory): readonly ProblemNode[] {
  return resourceKinds.flatMap((kind) => {
    const { problem } = reading[listOfKind[kind]];
    const { plural } = treeKind(kind);
    return problem
      ? [{ type: 'problem', id: `problem:${plural}`, label: `${plural} could not be read`, error: problem }]
      : [];
  });
}

function gatewayNode(parentId: string, index: TreeIndex, gateway: Gateway): GatewayNode {
  const id = `${parentId}gateway:${resourceKey(gateway.id)}`;
  const group = gatewayGroup(gateway.id);
  // A gateway that matches the filter by itself shows all that uses it.
  const visible = () => (index.gateways.includes(gateway) ? [...index.membersOf(group)] : index.shownOf(group));
  return {
    type: 'gateway',
    id,
    resource: gateway,
    users: index.membersOf(group).size,
    isOpen: index.isFiltered && visible().length > 0,
    children: () => memberNodes({ id, impliesConnection: true }, index, visible(), []),
  };
}

/** The same row with what is known now. */
export const renewedGateway = (node: GatewayNode, index: TreeIndex): GatewayNode =>
  gatewayNode(node.id.slice(0, -`gateway:${resourceKey(node.resource.id)}`.length), index, node.resource);

function groupNode(
  id: string,
  label: string,
  icon: string,
  count: number,
  children: () => readonly TreeNode[],
  isOpen = false,
): GroupNode {
  return { type: 'group', id, label, icon, detail: String(count), isOpen, children };
}

const otherGroups = [
  ['direct', 'Direct, no gateway', 'globe'],
  ['foreign', 'Behind a gateway you cannot see', 'question'],
  ['unread', 'Reading associations', 'loading~spin'],
  ['failed', 'Association could not be read', 'warning'],
] as const;

/** The root of the tree by gateway under which a way is shown. */
export function rootIdOf(index: TreeIndex, group: ConnectionGroup): string {
  if (!group.startsWith('gateway:')) return `${rootOf(index)}group:${group}`;
  const isListed = index.listed.has(group.slice('gateway:'.length));
  return rootOf(index) + (isListed ? group : 'group:foreign');
}

/** Gateways with what uses them, then what uses none, then what cannot be told. */
function byGateway(index: TreeIndex): readonly TreeNode[] {
  const gateways = [...index.listed.values()].filter(
    (gateway) => index.gateways.includes(gateway) || index.shownOf(gatewayGroup(gateway.id)).length > 0,
  );
  const foreign = index.groups.filter((group) => group.startsWith('gateway:') && !index.listed.has(group.slice(8)));
  const others = otherGroups.flatMap(([name, label, icon]) => {
    const id = `${rootOf(index)}group:${name}`;
    const groups: readonly ConnectionGroup[] = name === 'foreign' ? foreign : [name];
    const members = () => groups.flatMap((group) => index.shownOf(group));
    const instances = name === 'direct' ? index.instancesWithoutNodes : [];
    const count = instances.length + groups.reduce((sum, group) => sum + index.countOf(group), 0);
    const children = () => memberNodes({ id, impliesConnection: true }, index, members(), instances);
    return count === 0 ? [] : [groupNode(id, label, icon, count, children, index.isFiltered)];
  });
  return [...gateways.toSorted(byName).map((gateway) => gatewayNode(rootOf(index), index, gateway)), ...others];
}

/** One group a subscription or location, each with its gateways, machines, clusters and Azure Local instances. */
function byPlace(index: TreeIndex, grouping: 'subscription' | 'location'): readonly TreeNode[] {
  const names = new Map(index.inventory.subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const placeOf = (resource: ArcResource): string =>
    grouping === 'location' ? resource.location : resource.subscriptionId;
  const gateways = Map.groupBy(index.gateways, placeOf);
  const members = Map.groupBy(index.members, placeOf);
  const instances = Map.groupBy(index.instances, placeOf);
  const places = [...new Set([...gateways.keys(), ...members.keys(), ...instances.keys()])].map((place) => ({
    place,
    name: grouping === 'location' ? place : (names.get(place) ?? place),
  }));
  return places.toSorted(byName).map(({ place, name }) => {
    const id = `${rootOf(index)}${grouping}:${place}`;
    const ownGateways = (gateways.get(place) ?? []).toSorted(byName);
    const ownMembers = members.get(place) ?? [];
    const ownInstances = instances.get(place) ?? [];
    const count = ownGateways.length + ownMembers.length + ownInstances.length;
    const children = (): readonly TreeNode[] => [
      ...inBuckets(`${id}/gateways`, [], ownGateways, (some) =>
        some.map((gateway) => gatewayNode(`${id}/`, index, gateway)),
      ),
      ...memberNodes({ id, impliesConnection: false }, index, ownMembers, ownInstances),
    ];
    return groupNode(id, name, grouping === 'location' ? 'location' : 'key', count, children, index.isFiltered);
  });
}
