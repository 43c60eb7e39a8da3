import * as l10n from '@vscode/l10n';
import type { ConnectionType } from '../../kernel/inventory';
import { type Associable, nameInId, sameResource } from '../../kernel/resources';
import { kindOf } from './kinds/registry';
import { switchesToGatewayAutomatically } from './machine/switchesToGatewayAutomatically';

/** Stored in journals. */
export type AssociationGoal = {
  /** Also set the agents on the machines; otherwise only Azure changes. */
  readonly onMachine?: true;
} & (
  | { readonly kind: 'associate'; readonly gateway: { readonly id: string; readonly name: string } }
  | { readonly kind: 'detach' }
);

export interface AssociationState {
  readonly gatewayId?: string;
  /** A cluster's `gateway.enabled`; absent if Azure doesn't report it. */
  readonly isEnabled?: boolean;
  /** Absent if the agent wasn't asked. */
  readonly connectionType?: ConnectionType;
}

export function wantedState(
  goal: AssociationGoal,
  resource: Pick<Associable, 'kind' | 'agentVersion'>,
  before: AssociationState,
): AssociationState {
  const connectionType = wantedType(goal, resource, before);
  return {
    ...(goal.kind === 'associate' && { gatewayId: goal.gateway.id }),
    ...(kindOf(resource).setting && { isEnabled: goal.kind === 'associate' }),
    ...(connectionType !== undefined && { connectionType }),
  };
}

/** Agents that follow the association keep `default`. */
function wantedType(
  goal: AssociationGoal,
  { agentVersion }: Pick<Associable, 'agentVersion'>,
  { connectionType }: AssociationState,
): ConnectionType | undefined {
  if (connectionType === undefined) return undefined;
  if (goal.kind === 'detach') return 'direct';
  return connectionType === 'default' && switchesToGatewayAutomatically(agentVersion) ? 'default' : 'gateway';
}

export const isSameGateway = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameResource(a, b);

export const isSameState = (a: AssociationState, b: AssociationState): boolean =>
  isSameGateway(a.gatewayId, b.gatewayId) && a.isEnabled === b.isEnabled && a.connectionType === b.connectionType;

/** A cluster without association or reported setting counts as detached. */
export const isReached = (state: AssociationState, wanted: AssociationState): boolean =>
  isSameState(
    wanted.isEnabled === false && state.isEnabled === undefined ? { ...state, isEnabled: false } : state,
    wanted,
  );

export const gatewayNameIn = (id: string | undefined): string => (id === undefined ? l10n.t('none') : nameInId(id));
