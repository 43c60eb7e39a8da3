import * as l10n from '@vscode/l10n';
import type { ConnectionType } from '../../kernel/inventory';
import { type Associable, nameInId, sameResource } from '../../kernel/resources';
import { kindOf } from './kinds/registry';
import { switchesToGatewayAutomatically } from './machine/switchesToGatewayAutomatically';

/** Kept in journals, so it holds only what is needed. */
export type AssociationGoal = {
  /** Also set the agents on the machines; otherwise only Azure changes. */
  readonly onMachine?: true;
} & (
  | { readonly kind: 'associate'; readonly gateway: { readonly id: string; readonly name: string } }
  | { readonly kind: 'detach' }
);

/** One resource and its gateway, according to Azure and, if asked, the agent. */
export interface AssociationState {
  /** Absent without an association. */
  readonly gatewayId?: string;
  /** A cluster’s own `gateway.enabled`; absent if Azure doesn’t report it, and for machines. */
  readonly isEnabled?: boolean;
  /** The agent’s setting; absent if it wasn’t asked. */
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

/** An agent that switches to its gateway automatically keeps `default`. */
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

/** A cluster without an association that doesn’t report its setting counts as detached. */
export const isReached = (state: AssociationState, wanted: AssociationState): boolean =>
  isSameState(
    wanted.isEnabled === false && state.isEnabled === undefined ? { ...state, isEnabled: false } : state,
    wanted,
  );

/** The last part of a gateway’s ID, or “none”. */
export const gatewayNameIn = (id: string | undefined): string => (id === undefined ? l10n.t('none') : nameInId(id));
