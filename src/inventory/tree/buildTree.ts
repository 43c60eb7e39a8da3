import * as l10n from '@vscode/l10n';
import type { Inventory } from '../../kernel/inventory';
import { displayRegion } from '../../kernel/knowledge/regions';
import { present } from '../../kernel/present';
import { listOfKind, resourceKinds } from '../../kernel/resourceKinds';
import {
  type ArcResource,
  type Associable,
  type AzureLocalInstance,
  type Gateway,
  isAssociable,
  resourceKey,
} from '../../kernel/resources';
import { formatNumber } from '../../kernel/text/phrases';
import type { Grouping } from '../../ids';
import { inBuckets } from './buckets';
import { byName } from './byName';
import { treeKind } from './kinds';
import { instanceNode, memberNode, memberNodes } from './members';
import { attentionId, type GatewayNode, type GroupNode, type ProblemNode, type TreeNode } from './nodes';
import { TreeIndex, type ConnectionGroup, gatewayGroup } from './treeIndex';
import type { TextFilter } from './searchText';

export interface TreeOptions {
  readonly grouping: Grouping;
  readonly filter?: TextFilter | undefined;
  /** Unix time in milliseconds. */
  readonly now?: number;
}

/** Problems first. IDs are stable across refreshes. */
export const buildTree = (inventory: Inventory, { grouping, filter, now = 0 }: TreeOptions): readonly TreeNode[] =>
  rootsOf(new TreeIndex(inventory, now, filter), grouping);

export const rootsOf = (index: TreeIndex, grouping: Grouping): readonly TreeNode[] => [
  ...problemNodes(index.inventory),
  ...attentionGroup(index),
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

/** Rows that are elsewhere in the tree too. A filter finds them there. */
function attentionGroup(index: TreeIndex): readonly GroupNode[] {
  const { size } = index.needingAttention;
  if (index.isFiltered || size === 0) return [];
  const children = () =>
    inBuckets(attentionId, [], [...index.needingAttention].toSorted(byName), (some) =>
      some.map((resource) => rowOf(attentionId, index, resource)),
    );
  return [
    {
      ...groupNode(attentionId, l10n.t('Needs attention'), 'bell-dot', size, children),
      color: 'list.warningForeground',
    },
  ];
}

/** A row that stands for itself, without what belongs to it. */
function rowOf(parentId: string, index: TreeIndex, resource: ArcResource): TreeNode {
  if (isAssociable(resource)) return memberNode(parentId, index, resource);
  return resource.kind === 'gateway'
    ? gatewayNode(`${parentId}/`, index, resource)
    : instanceNode(parentId, index, resource, []);
}

function gatewayNode(parentId: string, index: TreeIndex, gateway: Gateway): GatewayNode {
  const id = `${parentId}gateway:${resourceKey(gateway.id)}`;
  const group = gatewayGroup(gateway.id);
  // A gateway that matches the filter shows all its members.
  const visible = () => (index.isShown(gateway) ? [...index.membersOf(group)] : index.shownOf(group));
  return present({
    type: 'gateway',
    id,
    resource: gateway,
    users: index.membersOf(group).size,
    shown: index.isFiltered ? visible().length : undefined,
    notice: index.noticeOf(gateway),
    isOpen: index.isFiltered && visible().length > 0,
    children: () => memberNodes(id, index, visible(), []),
  });
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
  return { type: 'group', id, label, icon, detail: formatNumber(count), isOpen, children };
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
    (gateway) => index.isShown(gateway) || index.countOf(gatewayGroup(gateway.id)) > 0,
  );
  const foreign = index.groups.filter((group) => group.startsWith('gateway:') && !index.listed.has(group.slice(8)));
  const others = otherGroups.flatMap(([name, label, icon]) => {
    const id = `${rootOf(index)}group:${name}`;
    const groups: readonly ConnectionGroup[] = name === 'foreign' ? foreign : [name];
    const members = () => groups.flatMap((group) => index.shownOf(group));
    const instances = name === 'direct' ? index.instancesWithoutNodes : [];
    const count = instances.length + groups.reduce((sum, group) => sum + index.countOf(group), 0);
    const children = () => memberNodes(id, index, members(), instances);
    return count === 0 ? [] : [groupNode(id, label, icon, count, children, index.isFiltered)];
  });
  return [...gateways.toSorted(byName).map((gateway) => gatewayNode(rootOf(index), index, gateway)), ...others];
}

interface Place {
  /** In the row’s id. */
  readonly key: string;
  readonly name: string;
}

interface GroupBy {
  readonly icon: string;
  readonly placeOf: (resource: ArcResource, index: TreeIndex) => Place;
}

const groupings: Readonly<Record<Exclude<Grouping, 'gateway'>, GroupBy>> = {
  subscription: {
    icon: 'key',
    placeOf: ({ subscriptionId }, { inventory }) => ({
      key: subscriptionId,
      name: inventory.subscriptions.find(({ id }) => id.toLowerCase() === subscriptionId)?.name ?? subscriptionId,
    }),
  },
  location: { icon: 'location', placeOf: ({ location }) => ({ key: location, name: displayRegion(location) }) },
  problem: {
    icon: 'pulse',
    placeOf(resource, index) {
      const notice = index.noticeOf(resource);
      return notice ? { key: notice.code, name: notice.group } : { key: '', name: l10n.t('nothing to note') };
    },
  },
  kind: { icon: 'symbol-class', placeOf: ({ kind }) => ({ key: kind, name: treeKind(kind).plural }) },
  system: {
    icon: 'device-desktop',
    placeOf(resource) {
      const platform = treeKind(resource.kind).platform?.(resource);
      return platform === undefined
        ? { key: '', name: l10n.t('no system known') }
        : { key: platform.toLowerCase(), name: platform };
    },
  },
};

interface Group {
  readonly place: Place;
  readonly gateways: Gateway[];
  readonly members: Associable[];
  readonly instances: AzureLocalInstance[];
}

function groupedBy(index: TreeIndex, grouping: Exclude<Grouping, 'gateway'>): readonly TreeNode[] {
  const { icon, placeOf } = groupings[grouping];
  const groups = new Map<string, Group>();
  const groupFor = (resource: ArcResource): Group => {
    const place = placeOf(resource, index);
    const known = groups.get(place.key);
    if (known) return known;
    const group: Group = { place, gateways: [], members: [], instances: [] };
    groups.set(place.key, group);
    return group;
  };
  for (const gateway of index.gateways) groupFor(gateway).gateways.push(gateway);
  for (const member of index.members) groupFor(member).members.push(member);
  for (const instance of index.instances) groupFor(instance).instances.push(instance);
  const inOrder = [...groups.values()].toSorted((a, b) => byName(a.place, b.place));
  return inOrder.map(({ place, gateways, members, instances }) => {
    const id = `${rootOf(index)}${grouping}:${place.key}`;
    const children = (): readonly TreeNode[] => [
      ...inBuckets(`${id}/gateways`, [], gateways.toSorted(byName), (some) =>
        some.map((gateway) => gatewayNode(`${id}/`, index, gateway)),
      ),
      ...memberNodes(id, index, members, instances),
    ];
    const count = gateways.length + members.length + instances.length;
    return groupNode(id, place.name, icon, count, children, index.isFiltered);
  });
}
