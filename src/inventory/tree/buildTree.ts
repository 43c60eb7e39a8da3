import * as l10n from '@vscode/l10n';
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
  readonly filter?: ResourceFilter;
}

/** Problems first. IDs are stable across refreshes. */
export const buildTree = (inventory: Inventory, { grouping, filter }: TreeOptions): readonly TreeNode[] =>
  rootsOf(new TreeIndex(inventory, filter), grouping);

export const rootsOf = (index: TreeIndex, grouping: Grouping): readonly TreeNode[] => [
  ...problemNodes(index.inventory),
  ...(grouping === 'gateway' ? byGateway(index) : groupedBy(index, grouping)),
];

/** VS Code remembers collapsed rows by ID, but filtered rows start expanded. */
const rootOf = ({ isFiltered }: TreeIndex): string => (isFiltered ? 'filtered/' : '');

function problemNodes({ reading }: Inventory): readonly ProblemNode[] {
  return resourceKinds.flatMap((kind) => {
    const { problem } = reading[listOfKind[kind]];
    return problem ? [{ type: 'problem', id: `problem:${kind}`, label: treeKind(kind).problem, error: problem }] : [];
  });
}

function gatewayNode(parentId: string, index: TreeIndex, gateway: Gateway): GatewayNode {
  const id = `${parentId}gateway:${resourceKey(gateway.id)}`;
  const group = gatewayGroup(gateway.id);
  // A gateway that matches the filter shows all its members.
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
  ['direct', l10n.t('Direct, no gateway'), 'globe'],
  ['foreign', l10n.t('Behind a gateway you cannot see'), 'question'],
  ['unread', l10n.t('Loading associations'), 'loading~spin'],
  ['failed', l10n.t('Association could not be loaded'), 'warning'],
] as const;

export function rootIdOf(index: TreeIndex, group: ConnectionGroup): string {
  if (!group.startsWith('gateway:')) return `${rootOf(index)}group:${group}`;
  const isListed = index.listed.has(group.slice('gateway:'.length));
  return rootOf(index) + (isListed ? group : 'group:foreign');
}

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

function groupedBy(index: TreeIndex, grouping: 'subscription' | 'location'): readonly TreeNode[] {
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
