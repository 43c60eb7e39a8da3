import { present } from '../../kernel/present';
import { driftOf } from '../../association/engine';
import { associationOf } from '../../kernel/inventory';
import { instanceIdOf } from '../../kernel/resourceKinds';
import { type Associable, type AzureLocalInstance, resourceKey } from '../../kernel/resources';
import { isOutdated } from '../../verification/engine';
import { observationOf, verificationOf } from '..';
import { inBuckets } from './buckets';
import { byName } from './byName';
import type { InstanceNode, MemberNode, TreeNode } from './nodes';
import type { TreeIndex } from './treeIndex';

export interface ParentRow {
  readonly id: string;
  readonly impliesConnection: boolean;
}

function memberNode(parent: ParentRow, { inventory, listed }: TreeIndex, resource: Associable): MemberNode {
  const association = associationOf(inventory, resource);
  const verification = verificationOf(inventory, resource);
  const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
  return present({
    type: 'member',
    id: `${parent.id}/${resourceKey(resource.id)}`,
    resource,
    association,
    drifts: driftOf(resource, association, observationOf(inventory, resource)),
    verification,
    isOutdated: verification !== undefined && isOutdated(verification, association),
    isConnectionImplied: parent.impliesConnection,
    gateway: gatewayId === undefined ? undefined : listed.get(resourceKey(gatewayId)),
  });
}

export const renewedMember = (node: MemberNode, index: TreeIndex): MemberNode => {
  const parentId = node.id.slice(0, -resourceKey(node.resource.id).length - 1);
  return memberNode({ id: parentId, impliesConnection: node.isConnectionImplied }, index, node.resource);
};

function instanceNode(
  parent: ParentRow,
  index: TreeIndex,
  resource: AzureLocalInstance,
  nodes: readonly Associable[],
): InstanceNode {
  const id = `${parent.id}/${resourceKey(resource.id)}`;
  return {
    type: 'instance',
    id,
    resource,
    nodes: nodes.length,
    children: () => index.sorted(nodes).map((node) => memberNode({ ...parent, id }, index, node)),
  };
}

/** Nodes of an Azure Local instance are below it. `instances` are shown even without members. */
export function memberNodes(
  parent: ParentRow,
  index: TreeIndex,
  members: readonly Associable[],
  instances: readonly AzureLocalInstance[],
): readonly TreeNode[] {
  const byKey = new Map(index.inventory.reading.azureLocal.items.map((each) => [resourceKey(each.id), each]));
  const nodesOf = new Map<AzureLocalInstance, Associable[]>(instances.map((instance) => [instance, []]));
  const alone: Associable[] = [];
  for (const member of members) {
    const instanceId = instanceIdOf(member);
    const instance = instanceId === undefined ? undefined : byKey.get(resourceKey(instanceId));
    if (!instance) alone.push(member);
    else if (!nodesOf.get(instance)?.push(member)) nodesOf.set(instance, [member]);
  }
  const nested = [...nodesOf]
    .toSorted(([a], [b]) => byName(a, b))
    .map(([instance, nodes]) => instanceNode(parent, index, instance, nodes));
  const flat = (part: readonly Associable[]) => part.map((member) => memberNode(parent, index, member));
  return inBuckets(parent.id, nested, index.sorted(alone), flat);
}
