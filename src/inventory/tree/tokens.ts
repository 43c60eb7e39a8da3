import { type Association, associationOf, type Inventory, type LastVerification } from '../../kernel/inventory';
import { isGone, isLeaving, isUsable } from '../../kernel/knowledge/gatewayState';
import {
  type ArcResource,
  type Associable,
  type Gateway,
  type ResourceByKind,
  resourceKey,
  type ResourceKind,
} from '../../kernel/resources';
import { isOutdated } from '../../verification/engine';
import { verificationOf } from '..';
import type { TreeToken } from '../../ids';

/** `users`: count of associated machines and clusters. */
export const tokensOfGateway = (gateway: Gateway, users: number): readonly TreeToken[] => [
  'resource',
  'gateway',
  ...(isUsable(gateway) ? (['canOnboard', 'canEdit'] as const) : []),
  ...(users > 0 ? (['hasMembers', 'canVerify'] as const) : []),
  ...(isLeaving(gateway) || isGone(gateway) ? [] : (['canDelete'] as const)),
  ...(gateway.endpoint === undefined ? [] : (['hasUrl'] as const)),
];

export const gatewayIdOf = (association: Association): string | undefined =>
  association.status === 'read' ? association.gatewayId : undefined;

const hasFindings = (verification: LastVerification | undefined, association: Association): boolean =>
  verification !== undefined &&
  !isOutdated(verification, association) &&
  verification.failed.length + verification.unknown.length > 0;

export const tokensOfMember = (
  { kind }: Associable,
  association: Association,
  verification: LastVerification | undefined,
): readonly TreeToken[] => [
  'resource',
  kind,
  'canVerify',
  'canAssociate',
  ...(gatewayIdOf(association) === undefined ? [] : (['canDetach'] as const)),
  ...(association.status === 'read' && association.gatewayId === undefined ? (['isDirect'] as const) : []),
  ...(hasFindings(verification, association) ? (['canFix'] as const) : []),
];

export const tokensOfInstance: readonly TreeToken[] = ['resource', 'azureLocal'];

export const memberTokensIn = (inventory: Inventory, resource: Associable): readonly TreeToken[] =>
  tokensOfMember(resource, associationOf(inventory, resource), verificationOf(inventory, resource));

interface Known {
  readonly inventory: Inventory;
  readonly isUsed: (gateway: Gateway) => boolean;
}

const ofKinds: {
  readonly [K in ResourceKind]: { tokens(resource: ResourceByKind[K], known: Known): readonly TreeToken[] };
} = {
  gateway: { tokens: (gateway, { isUsed }) => tokensOfGateway(gateway, isUsed(gateway) ? 1 : 0) },
  machine: { tokens: (machine, { inventory }) => memberTokensIn(inventory, machine) },
  cluster: { tokens: (cluster, { inventory }) => memberTokensIn(inventory, cluster) },
  azureLocal: { tokens: () => tokensOfInstance },
};

/** Of resources without their rows. Visits each association once. */
export function tokensIn(inventory: Inventory): (resource: ArcResource) => readonly TreeToken[] {
  const used = new Set([...inventory.associations.values()].map(gatewayIdOf).filter((id) => id !== undefined));
  const keys = new Set([...used].map(resourceKey));
  const known = { inventory, isUsed: ({ id }: Gateway) => keys.has(resourceKey(id)) };
  return (resource) => {
    const kind: { tokens(resource: ArcResource, known: Known): readonly TreeToken[] } = ofKinds[resource.kind];
    return kind.tokens(resource, known);
  };
}
