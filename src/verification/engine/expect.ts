import {
  type Association,
  associationOf,
  findGateway,
  findAssociable,
  gatewayEnabledOf,
  type Inventory,
  isNotOffered,
} from '../../kernel/inventory';
import { operatingSystemOf, stateOf, usesPrivateLink } from '../../kernel/resourceKinds';
import { type Associable, nameInId, parseResourceId, resourceKey } from '../../kernel/resources';
import { type Site, sshHostOf } from '../../planning/site';
import { type Expectation, targetsOf } from '../../planning/targets';
import { askedBy } from './kinds/registry';
import type { ExpectedGateway, Expectations, StateInAzure } from './expectations';

/** From the association, a private link scope, or neither. */
export function expectAsInAzure(inventory: Inventory, resource: Associable): Expectations {
  const { id, name, kind, subscriptionId } = resource;
  const association = associationOf(inventory, resource);
  const os = operatingSystemOf(resource);
  const tenantId = inventory.subscriptions.find(
    (each) => each.id.toLowerCase() === subscriptionId.toLowerCase(),
  )?.tenantId;
  return {
    subject: { name, kind, resourceId: id },
    from: 'azure',
    ...(os === undefined ? {} : { os }),
    subscriptionId,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...connectionInAzure(inventory, resource, association),
    azure: inAzure(resource, association),
  };
}

function connectionInAzure(
  inventory: Inventory,
  resource: Associable,
  association: Association,
): Pick<Expectations, 'connection' | 'gateway'> {
  if (association.status !== 'read') return {};
  const { gatewayId } = association;
  if (gatewayId !== undefined) return { connection: 'gateway', gateway: gatewayFrom(inventory, gatewayId) };
  const isPrivate = usesPrivateLink(resource);
  return isPrivate === undefined ? {} : { connection: isPrivate ? 'privateLink' : 'direct' };
}

function gatewayFrom(inventory: Inventory | undefined, id: string): ExpectedGateway {
  const known = inventory && findGateway(inventory, id);
  const { endpoint, state } = known ?? {};
  return {
    id,
    name: known?.name ?? nameInId(id),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(state === undefined ? {} : { state }),
  };
}

function inAzure(resource: Associable, association: Association): StateInAzure {
  const { status, gatewayId } = association.status === 'read' ? association : { status: association.status };
  const gatewayEnabled = gatewayEnabledOf(resource, association);
  return {
    status: stateOf(resource),
    ...(status === 'read' ? { association: gatewayId === undefined ? {} : { gatewayId } } : {}),
    ...(isNotOffered(association) ? { isAssociationNotOffered: true } : {}),
    ...(gatewayEnabled === undefined ? {} : { gatewayEnabled }),
  };
}

/** Adds Azure's state of the resources it has. */
export function expectAsInSite(site: Site, inventory: Inventory | undefined): Expectations[] {
  return targetsOf(site)
    .flatMap(({ of }) => of((module, target) => module.expectations(target, site)))
    .map((each) => withSshHost(withAzure(each, site, inventory), site));
}

function withSshHost(expected: Expectations, { targets: { servers } }: Site): Expectations {
  const { subject } = expected;
  const sshHost = servers && askedBy(subject) === 'scripts' ? sshHostOf(servers, subject.name) : undefined;
  return sshHost === undefined ? expected : { ...expected, sshHost };
}

function withAzure(expected: Expectation, { azure }: Site, inventory: Inventory | undefined): Expectations {
  const found = inventory && findAssociable(inventory, expected.resourceId);
  const { kind, name, resourceId, connection, gateway, proxyUrl, oldestAgent, scenarios } = expected;
  const os = (found && operatingSystemOf(found)) ?? expected.os;
  return {
    subject: { name: found?.name ?? name, kind, resourceId: found?.id ?? resourceId },
    from: 'site',
    ...(os === undefined ? {} : { os }),
    tenantId: azure.tenantId,
    subscriptionId: parseSubscription(resourceId) ?? azure.subscriptionId,
    connection,
    ...(gateway ? { gateway: gatewayOf(gateway, inventory) } : {}),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    ...(oldestAgent === undefined ? {} : { oldestAgent }),
    ...(scenarios === undefined ? {} : { scenarios }),
    ...(inventory && found ? { azure: inAzure(found, associationOf(inventory, found)) } : {}),
  };
}

const parseSubscription = (id: string): string | undefined => {
  const parsed = parseResourceId(id);
  return parsed.ok ? parsed.value.subscriptionId : undefined;
};

function gatewayOf(choice: { id: string; endpoint?: string }, inventory: Inventory | undefined): ExpectedGateway {
  const { endpoint } = choice;
  return { ...(endpoint === undefined ? {} : { endpoint }), ...gatewayFrom(inventory, choice.id) };
}

/** For matching large fleets. */
export interface ExpectedResources {
  /** Keys are lower case. */
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
 * By the id the agent claims, even if the host is named like another resource; without a claim, by
 * unique name.
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
