import type { Associable } from '../../resources';
import { sameResource } from '../../resources';

/** What a change of associations is for; kept in journals, so it holds no more than it needs. */
export type AssociationGoal =
  | { readonly kind: 'associate'; readonly gateway: { readonly id: string; readonly name: string } }
  | { readonly kind: 'detach' };

/** What Azure says of one resource and its gateway. */
export interface AssociationState {
  /** The id of the associated gateway; absent when there is none. */
  readonly gatewayId?: string;
  /** A cluster's own `gateway.enabled`; absent for a machine, which has no such thing. */
  readonly isEnabled?: boolean;
}

export function wantedState(goal: AssociationGoal, kind: Associable['kind']): AssociationState {
  return {
    ...(goal.kind === 'associate' && { gatewayId: goal.gateway.id }),
    ...(kind === 'cluster' && { isEnabled: goal.kind === 'associate' }),
  };
}

export const isSameGateway = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameResource(a, b);

export const isSameState = (a: AssociationState, b: AssociationState): boolean =>
  isSameGateway(a.gatewayId, b.gatewayId) && a.isEnabled === b.isEnabled;

/** The last part of a gateway's id; `none` where there is no gateway. */
export const gatewayNameIn = (id: string | undefined): string =>
  id === undefined ? 'none' : id.slice(id.lastIndexOf('/') + 1);
