import * as v from 'valibot';
import {
  ArcError,
  type ArcResource,
  type Associable,
  associablesOf,
  type Gateway,
  type Inventory,
  resourceKey,
} from '../core';

/** What a command on a resource is given: a row of the tree, or `{ resourceId }` from a keybinding or another extension. */
const argument = v.union([
  v.pipe(
    v.object({ node: v.object({ resource: v.object({ id: v.string() }) }) }),
    v.transform(({ node }) => node.resource.id),
  ),
  v.pipe(
    v.object({ resourceId: v.string() }),
    v.transform(({ resourceId }) => resourceId),
  ),
]);

/** The resource a command was called for, as the inventory knows it now. */
export function targetOf(inventory: Inventory | undefined, raw: unknown): ArcResource {
  const parsed = v.safeParse(argument, raw);
  if (!parsed.success) {
    throw new ArcError({ code: 'InvalidInput', field: 'resource' }, 'Choose a resource in the Azure Arc view first.');
  }
  const key = resourceKey(parsed.output);
  const resource = inventory && allOf(inventory).find(({ id }) => resourceKey(id) === key);
  if (!resource) {
    const message = `${nameIn(parsed.output)} is not in the inventory any more. Refresh the view and try again.`;
    throw new ArcError({ code: 'NotFound', resource: parsed.output }, message);
  }
  return resource;
}

export function associableTarget(inventory: Inventory | undefined, raw: unknown): Associable {
  const resource = targetOf(inventory, raw);
  if (resource.kind === 'machine' || resource.kind === 'cluster') return resource;
  throw new ArcError({ code: 'Unsupported' }, `${resource.name} is neither a machine nor a cluster.`);
}

export function gatewayTarget(inventory: Inventory | undefined, raw: unknown): Gateway {
  const resource = targetOf(inventory, raw);
  if (resource.kind === 'gateway') return resource;
  throw new ArcError({ code: 'Unsupported' }, `${resource.name} is not an Arc gateway.`);
}

const allOf = (inventory: Inventory): readonly ArcResource[] => [
  ...inventory.reading.gateways.items,
  ...associablesOf(inventory),
  ...inventory.reading.azureLocal.items,
];

const nameIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
