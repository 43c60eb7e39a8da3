import {
  ArcError,
  type ArcResource,
  type Associable,
  associablesOf,
  type Gateway,
  type Inventory,
  type RemoteTarget,
  resourceKey,
} from '../core';

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

/** A command gets a row of the tree, or `{ resourceId }` from a keybinding or another extension. */
function idIn(argument: unknown): string | undefined {
  const id = property(argument, 'resourceId') ?? property(property(property(argument, 'node'), 'resource'), 'id');
  return typeof id === 'string' ? id : undefined;
}

/** The resource a command was called for, as the inventory knows it now. */
export function targetOf(inventory: Inventory | undefined, raw: unknown): ArcResource {
  const id = idIn(raw);
  if (id === undefined) {
    throw new ArcError({ code: 'InvalidInput', field: 'resource' }, 'Choose a resource in the Azure Arc view first.');
  }
  const key = resourceKey(id);
  const resource = inventory && allOf(inventory).find((each) => resourceKey(each.id) === key);
  if (!resource) {
    const message = `${nameIn(id)} is not in the inventory any more. Refresh the view and try again.`;
    throw new ArcError({ code: 'NotFound', resource: id }, message);
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

/** The machine a command was called for, as something that scripts can run on. */
export function remoteTarget(inventory: Inventory | undefined, raw: unknown): RemoteTarget {
  const resource = targetOf(inventory, raw);
  if (resource.kind === 'machine') return { resourceId: resource.id, name: resource.name, os: resource.os ?? 'linux' };
  throw new ArcError({ code: 'Unsupported' }, `${resource.name} is not a machine.`);
}

/** All resources a command was called for: the selected rows, or the one it was called on. */
export const targetsOf = (
  inventory: Inventory | undefined,
  argument: unknown,
  selection: unknown,
): readonly ArcResource[] =>
  Array.isArray(selection) && selection.length > 1
    ? selection.filter((each) => idIn(each) !== undefined).map((each) => targetOf(inventory, each))
    : [targetOf(inventory, argument)];

const allOf = (inventory: Inventory): readonly ArcResource[] => [
  ...inventory.reading.gateways.items,
  ...associablesOf(inventory),
  ...inventory.reading.azureLocal.items,
];

const nameIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
