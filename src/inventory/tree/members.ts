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

export function memberNode(parentId: string, index: TreeIndex, resource: Associable): MemberNode {
  const { inventory, listed } = index;
  const association = associationOf(inventory, resource);
  const verification = verificationOf(inventory, resource);
  const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
  return present({
    type: 'member',
    id: `${parentId}/${resourceKey(resource.id)}`,
    resource,
    association,
    drifts: driftOf(resource, association, observationOf(inventory, resource)),
    verification,
    isOutdated: verification !== undefined && isOutdated(verification, association),
    notice: index.noticeOf(resource),
    gateway: gatewayId === undefined ? undefined : listed.get(resourceKey(gatewayId)),
  });
}

export const renewedMember = (node: MemberNode, index: TreeIndex): MemberNode => {
  const parentId = node.id.slice(0, -resourceKey(node.resource.id).length - 1);
  return memberNode(parentId, index, node.resource);
};

export function instanceNode(
  parentId: string,
  index: TreeIndex,
  resource: AzureLocalInstance,
  nodes: readonly Associable[],
): InstanceNode {
  const id = `${parentId}/${resourceKey(resource.id)}`;
  return present({
    type: 'instance',
    id,
    resource,
    nodes: nodes.length,
    notice: index.noticeOf(resource),
    children: () => index.sorted(nodes).map((node) => memberNode(id, index, node)),
  });
}

/** Nodes of an Azure Local instance are below it. `instances` are shown even without members. */
export function memberNodes(
  parentId: string,
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
    .map(([instance, nodes]) => instanceNode(parentId, index, instance, nodes));
  const flat = (part: readonly Associable[]) => part.map((member) => memberNode(parentId, index, member));
  return inBuckets(parentId, nested, index.sorted(alone), flat);
}
