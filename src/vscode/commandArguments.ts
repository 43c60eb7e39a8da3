import { isRecord } from '../kernel/isRecord';
import { findAssociable, findResource, type Inventory } from '../kernel/inventory';
import type { ClusterRef } from '../kernel/kubectl';
import type { RemoteTarget } from '../kernel/ports';
import type { ArcError } from '../kernel/errors';
import {
  type ArcResource,
  type Associable,
  type Gateway,
  isAssociable,
  type ResourceByKind,
  type ResourceKind,
} from '../kernel/resources';
import { lookUp } from '../kernel/lookUp';
import {
  noResourceChosen,
  notAssociable,
  notGateway,
  nothingAssociableSelected,
  notInInventory,
  notCluster,
  notMachine,
} from './errors';

const property = (value: unknown, name: string): unknown => (isRecord(value) ? lookUp(value, name) : undefined);

/** A tree row, or `{ resourceId }` from a key binding or another extension. */
function idIn(argument: unknown): string | undefined {
  const id = property(argument, 'resourceId') ?? property(property(property(argument, 'node'), 'resource'), 'id');
  return typeof id === 'string' ? id : undefined;
}

export function resolveResource(inventory: Inventory | undefined, raw: unknown): ArcResource {
  const id = idIn(raw);
  if (id === undefined) throw noResourceChosen();
  const resource = inventory && findResource(inventory, id);
  if (!resource) throw notInInventory(id);
  return resource;
}

/** The selection, or the argument. Skips rows without a resource. */
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
  throw notAssociable(resource.name);
}

/** The selected machines and clusters, or the argument. */
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
  throw nothingAssociableSelected();
}

/** Unique; skips other ids. */
export const associablesAmong = (inventory: Inventory | undefined, ids: readonly string[]): readonly Associable[] =>
  inventory ? [...new Set(ids.flatMap((id) => findAssociable(inventory, id) ?? []))] : [];

/** For `{ gatewayId }`. */
export function gatewayNamedBy(inventory: Inventory, argument: unknown): Gateway | undefined {
  const resourceId = property(argument, 'gatewayId');
  return resourceId === undefined ? undefined : gatewayTarget(inventory, { resourceId });
}

/** The resource of one kind that a command is about; others are refused by name. */
const targetOfKind =
  <K extends ResourceKind>(kind: K, refuse: (name: string) => ArcError) =>
  (inventory: Inventory | undefined, raw: unknown): ResourceByKind[K] => {
    const resource = resolveResource(inventory, raw);
    if (isOfKind(resource, kind)) return resource;
    throw refuse(resource.name);
  };

const isOfKind = <K extends ResourceKind>(resource: ArcResource, kind: K): resource is ResourceByKind[K] =>
  resource.kind === kind;

export const gatewayTarget = targetOfKind('gateway', notGateway);
const machineTarget = targetOfKind('machine', notMachine);
const connectedClusterTarget = targetOfKind('cluster', notCluster);

export function remoteTarget(inventory: Inventory | undefined, raw: unknown): RemoteTarget {
  const { id, name, os = 'linux' } = machineTarget(inventory, raw);
  return { resourceId: id, name, os };
}

export function clusterTarget(inventory: Inventory | undefined, raw: unknown): ClusterRef {
  const { id, name } = connectedClusterTarget(inventory, raw);
  return { resourceId: id, name };
}

export const targetsOf = (
  inventory: Inventory | undefined,
  argument: unknown,
  selection: unknown,
): readonly ArcResource[] =>
  Array.isArray(selection) && selection.length > 1
    ? selection.filter((each) => idIn(each) !== undefined).map((each) => resolveResource(inventory, each))
    : [resolveResource(inventory, argument)];
