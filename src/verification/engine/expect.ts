import {
  type Association,
  associationOf,
  findGateway,
  findMachine,
  gatewayEnabledOf,
  type Inventory,
  isNotOffered,
} from '../../kernel/inventory';
import { type Associable, type Machine, machineType, parseResourceId, resourceKey } from '../../kernel/resources';
import { resourceName } from '../../planning/targets/servers';
import { connectionOf, type Site, usesGateway } from '../../planning/site';
import type { ExpectedGateway, Expectations, InAzure } from './expectations';

/** What should be true of a resource by what Azure says of it: its association, or a private link scope, or neither. */
export function expectAsInAzure(inventory: Inventory, resource: Associable): Expectations {
  const { id, name, kind, subscriptionId } = resource;
  const association = associationOf(inventory, resource);
  const tenantId = inventory.subscriptions.find(
    (each) => each.id.toLowerCase() === subscriptionId.toLowerCase(),
  )?.tenantId;
  return {
    subject: { name, kind, resourceId: id },
    from: 'azure',
    ...(kind === 'machine' && resource.os !== undefined ? { os: resource.os } : {}),
    subscriptionId,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...wayInAzure(inventory, resource, association),
    azure: inAzure(resource, association),
  };
}

function wayInAzure(
  inventory: Inventory,
  resource: Associable,
  association: Association,
): Pick<Expectations, 'connection' | 'gateway'> {
  if (association.status !== 'read') return {};
  const { gatewayId } = association;
  if (gatewayId !== undefined) return { connection: 'gateway', gateway: gatewayFrom(inventory, gatewayId) };
  const isPrivate = resource.kind === 'machine' ? resource.privateLinkScopeId !== undefined : resource.usesPrivateLink;
  return isPrivate === undefined ? {} : { connection: isPrivate ? 'privateLink' : 'direct' };
}

function gatewayFrom(inventory: Inventory | undefined, id: string): ExpectedGateway {
  const known = inventory && findGateway(inventory, id);
  const { endpoint, state } = known ?? {};
  return {
    id,
    name: known?.name ?? resourceName(id),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(state === undefined ? {} : { state }),
  };
}

function inAzure(resource: Associable, association: Association): InAzure {
  const { status, gatewayId } = association.status === 'read' ? association : { status: association.status };
  const gatewayEnabled = resource.kind === 'cluster' ? gatewayEnabledOf(resource, association) : undefined;
  return {
    status: resource.kind === 'machine' ? resource.status : resource.connectivity,
    ...(status === 'read' ? { association: gatewayId === undefined ? {} : { gatewayId } } : {}),
    ...(isNotOffered(association) ? { isAssociationNotOffered: true } : {}),
    ...(gatewayEnabled === undefined ? {} : { gatewayEnabled }),
  };
}

/**
 * What should be true of the machines that a site names, with what Azure says of those it shows. A site without
 * names has no such machines.
 */
export function expectAsInSite(site: Site, inventory: Inventory | undefined): Expectations[] {
  const { azure, targets, network } = site;
  const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/${azure.resourceGroup}`;
  return (targets.machines ?? []).map((name): Expectations => {
    const id = `${group}/providers/${machineType}/${name}`;
    const machine = inventory && findMachine(inventory, id);
    return {
      subject: { name: machine?.name ?? name, kind: 'machine', resourceId: machine?.id ?? id },
      from: 'topology',
      ...osOf(site, machine),
      tenantId: azure.tenantId,
      subscriptionId: azure.subscriptionId,
      connection: connectionOf(site),
      ...(usesGateway(site) ? { gateway: gatewayOf(site.gateway, inventory) } : {}),
      proxyUrl: network.proxyUrl ?? '',
      ...(targets.agentVersion === undefined ? {} : { oldestAgent: targets.agentVersion }),
      ...(inventory && machine ? { azure: inAzure(machine, associationOf(inventory, machine)) } : {}),
    };
  });
}

/** A site with both systems does not tell which of its machines have which. */
function osOf({ targets }: Site, machine: Machine | undefined): Pick<Expectations, 'os'> {
  const [first, ...others] = targets.os;
  const os = machine?.os ?? (others.length === 0 ? first : undefined);
  return os === undefined ? {} : { os };
}

function gatewayOf(choice: { id: string; endpoint?: string }, inventory: Inventory | undefined): ExpectedGateway {
  const { endpoint } = choice;
  return { ...(endpoint === undefined ? {} : { endpoint }), ...gatewayFrom(inventory, choice.id) };
}

/** Expectations by what a host is found by, so that a large fleet is not compared with each of them. */
export interface ExpectedResources {
  /** By name in lower case. */
  readonly byName: ReadonlyMap<string, readonly Expectations[]>;
  /** By `resourceKey`. */
  readonly byId: ReadonlyMap<string, Expectations>;
}

export function indexExpected(all: readonly Expectations[]): ExpectedResources {
  const byId = new Map<string, Expectations>();
  for (const each of all) {
    const { resourceId } = each.subject;
    const key = resourceId === undefined ? undefined : resourceKey(resourceId);
    if (key !== undefined && !byId.has(key)) byId.set(key, each);
  }
  return { byName: Map.groupBy(all, ({ subject }) => subject.name.toLowerCase()), byId };
}

/**
 * The resource that a host is, among those that are expected: the one its agent names as its own, or, where it names none,
 * the only one of the host's name. A host with the name of one resource whose agent names another is the former, and is not
 * where it should be.
 */
export function expectationFor(
  { byName, byId }: ExpectedResources,
  host: { readonly resourceId?: string; readonly name: string },
): Expectations | undefined {
  const { resourceId, name } = host;
  const [first, ...others] = byName.get(name.toLowerCase()) ?? [];
  const named = others.length === 0 ? first : undefined;
  if (resourceId === undefined || !parseResourceId(resourceId).ok) return named;
  const own = byId.get(resourceKey(resourceId));
  return own && named && own.subject.name.toLowerCase() !== name.toLowerCase() ? named : own;
}
