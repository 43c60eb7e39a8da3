import {
  type Associable,
  associationOf,
  type AzureLocalInstance,
  findGateway,
  type Inventory,
  type Machine,
  resourceKey,
} from '../core';
import { inBuckets } from './buckets';
import type { InstanceNode, MemberNode, TreeNode } from './nodes';

// Made at first use: it takes longer to make than all of activation.
let collator: Intl.Collator | undefined;

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a.name, b.name);
}

/** Where members stand: the id their own begin with, and whether it says which way they go. */
export interface Parent {
  readonly id: string;
  readonly impliesWay: boolean;
}

function memberNode(parent: Parent, inventory: Inventory, resource: Associable): MemberNode {
  const association = associationOf(inventory, resource);
  const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
  return {
    type: 'member',
    id: `${parent.id}/${resourceKey(resource.id)}`,
    resource,
    association,
    isWayImplied: parent.impliesWay,
    gateway: gatewayId === undefined ? undefined : findGateway(inventory, gatewayId),
  };
}

function instanceNode(
  parent: Parent,
  inventory: Inventory,
  resource: AzureLocalInstance,
  nodes: readonly Machine[],
): InstanceNode {
  const id = `${parent.id}/${resourceKey(resource.id)}`;
  return {
    type: 'instance',
    id,
    resource,
    nodes: nodes.length,
    children: () => nodes.toSorted(byName).map((node) => memberNode({ ...parent, id }, inventory, node)),
  };
}

/**
 * Machines and clusters as siblings under one parent. Nodes of an Azure Local instance stand inside that instance;
 * `instances` are those to show even when none of their nodes is among the members.
 */
export function memberNodes(
  parent: Parent,
  inventory: Inventory,
  members: readonly Associable[],
  instances: readonly AzureLocalInstance[],
): readonly TreeNode[] {
  const byKey = new Map(inventory.reading.azureLocal.items.map((each) => [resourceKey(each.id), each]));
  const nodesOf = new Map<AzureLocalInstance, Machine[]>(instances.map((instance) => [instance, []]));
  const alone: Associable[] = [];
  for (const member of members) {
    const parent =
      member.kind === 'machine' && member.azureLocalId !== undefined
        ? byKey.get(resourceKey(member.azureLocalId))
        : undefined;
    if (parent && member.kind === 'machine') nodesOf.set(parent, [...(nodesOf.get(parent) ?? []), member]);
    else alone.push(member);
  }
  const nested = [...nodesOf]
    .toSorted(([a], [b]) => byName(a, b))
    .map(([instance, nodes]) => instanceNode(parent, inventory, instance, nodes));
  const flat = alone.toSorted(byName).map((member) => memberNode(parent, inventory, member));
  return inBuckets(parent.id, [...nested, ...flat]);
}
