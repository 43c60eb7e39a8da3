import type { ConnectionType } from '../../kernel/inventory';
import { type Associable, nameInId, sameResource } from '../../kernel/resources';
import { kindOf } from './kinds/registry';
import { switchesToGatewayAutomatically } from './machine/switchesToGatewayAutomatically';

/** What a change of associations is for; kept in journals, so it holds no more than it needs. */
export type AssociationGoal = {
  /** Whether the agents on the machines are told too; Azure alone is changed when absent. */
  readonly onMachine?: true;
} & (
  | { readonly kind: 'associate'; readonly gateway: { readonly id: string; readonly name: string } }
  | { readonly kind: 'detach' }
);

/** What Azure, and the agent where it is asked, say of one resource and its gateway. */
export interface AssociationState {
  /** The id of the associated gateway; absent when there is none. */
  readonly gatewayId?: string;
  /** A cluster's own `gateway.enabled`; absent where Azure does not say, and for a machine, which has no such thing. */
  readonly isEnabled?: boolean;
  /** What a machine's agent is set to; absent where it is not asked. */
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

/** An agent that turns to its gateway by itself is left to do so, unless somebody has set it to go directly. */
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

/** Whether a state is as wanted. A cluster without a gateway that says nothing of one is detached. */
export const isReached = (state: AssociationState, wanted: AssociationState): boolean =>
  isSameState(
    wanted.isEnabled === false && state.isEnabled === undefined ? { ...state, isEnabled: false } : state,
    wanted,
  );

/** The last part of a gateway's id; `none` where there is no gateway. */
export const gatewayNameIn = (id: string | undefined): string => (id === undefined ? 'none' : nameInId(id));
