import { isAllowed, type PermissionId, type PermissionSet } from '../../kernel/knowledge/permissions';
import type { AssociableKind } from '../../kernel/resources';

const needed: Readonly<Record<AssociableKind, readonly PermissionId[]>> = {
  machine: ['associateMachine'],
  cluster: ['associateCluster', 'changeCluster'],
};

/** Of what a change of the resource itself needs. */
export const missingOn = (kind: AssociableKind, sets: readonly PermissionSet[]): readonly PermissionId[] =>
  needed[kind].filter((id) => !isAllowed(sets, id));

/** What an association needs of the gateway. */
export const missingOnGateway = (sets: readonly PermissionSet[]): readonly PermissionId[] =>
  isAllowed(sets, 'readGateway') ? [] : ['readGateway'];
