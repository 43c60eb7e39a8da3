import { ArcError } from '../kernel/errors';
import { findAssociable, findResource, type Inventory } from '../kernel/inventory';
import type { RemoteTarget } from '../kernel/ports';
import { type ArcResource, type Associable, type Gateway, isAssociable, nameInId } from '../kernel/resources';
import { lookUp } from '../kernel/lookUp';

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? lookUp(value as Readonly<Record<string, unknown>>, name) : undefined;

/** A command gets a row of the tree, or `{ resourceId }` from a keybinding or another extension. */
function idIn(argument: unknown): string | undefined {
  const id = property(argument, 'resourceId') ?? property(property(property(argument, 'node'), 'resource'), 'id');
  return typeof id === 'string' ? id : undefined;
}

/** The resource a command was called for, as the inventory knows it now. */
export function resolveResource(inventory: Inventory | undefined, raw: unknown): ArcResource {
  const id = idIn(raw);
  if (id === undefined) {
    throw new ArcError({ code: 'InvalidInput', field: 'resource' }, 'Choose a resource in the Azure Arc view first.');
  }
  const resource = inventory && findResource(inventory, id);
  if (!resource) {
    const message = `${nameInId(id)} is not in the inventory any more. Refresh the view and try again.`;
    throw new ArcError({ code: 'NotFound', resource: id }, message);
  }
  return resource;
}

/** The resources a command was called for: those that are selected, without rows that stand for none, or the one. */
export function resolveResources(
  inventory: Inventory | undefined,
  argument: unknown,
  selection: unknown,
): readonly ArcResource[] {
  const rows = Array.isArray(selection) ? selection.filter((each) => idIn(each) !== undefined) : [];
  return (rows.length > 1 ? rows : [argument]).map((each) => resolveResource(inventory, each));
}

export function associableTarget(inventory: Inventory | undefined, raw: unknown): Associable {
  const resource = resolveResource(inventory, raw);
  if (isAssociable(resource)) return resource;
  throw new ArcError({ code: 'Unsupported' }, `${resource.name} is neither a machine nor a cluster.`);
}

/** The machines and clusters a command was called for; what else is selected with them has no association and is left out. */
export function associableTargets(
  inventory: Inventory | undefined,
  argument: unknown,
  selection: unknown,
): readonly Associable[] {
  const chosen: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [argument];
  if (chosen.length === 1) return [associableTarget(inventory, chosen[0])];
  const found = associablesAmong(
    inventory,
    chosen.flatMap((each) => idIn(each) ?? []),
  );
  if (found.length > 0) return found;
  throw new ArcError({ code: 'InvalidInput', field: 'resource' }, 'Select machines or clusters in the Azure Arc view.');
}

/** Those of the ids that are machines and clusters of the inventory, each once. */
export const associablesAmong = (inventory: Inventory | undefined, ids: readonly string[]): readonly Associable[] =>
  inventory ? [...new Set(ids.flatMap((id) => findAssociable(inventory, id) ?? []))] : [];

/** The gateway that an argument `{ gatewayId }` names; undefined when it names none. */
export function gatewayNamedBy(inventory: Inventory, argument: unknown): Gateway | undefined {
  const resourceId = property(argument, 'gatewayId');
  return resourceId === undefined ? undefined : gatewayTarget(inventory, { resourceId });
}

export function gatewayTarget(inventory: Inventory | undefined, raw: unknown): Gateway {
  const resource = resolveResource(inventory, raw);
  if (resource.kind === 'gateway') return resource;
  throw new ArcError({ code: 'Unsupported' }, `${resource.name} is not an Arc gateway.`);
}

/** The machine a command was called for, as something that scripts can run on. */
export function remoteTarget(inventory: Inventory | undefined, raw: unknown): RemoteTarget {
  const resource = resolveResource(inventory, raw);
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
    ? selection.filter((each) => idIn(each) !== undefined).map((each) => resolveResource(inventory, each))
    : [resolveResource(inventory, argument)];
