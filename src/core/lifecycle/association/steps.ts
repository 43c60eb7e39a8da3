import type { Associable } from '../../resources';
import { type AssociationGoal, type AssociationState, gatewayNameIn, isSameGateway, wantedState } from './goal';

interface Words {
  readonly title: string;
  /** What is different once it is done. */
  readonly effect: string;
  /** What takes it back. */
  readonly undo: string;
}

/** One write, and what it replaces: enough to do it, to tell whether it is done, and to take it back. */
export type AssociationStep =
  | (Words & { readonly kind: 'association'; readonly from?: string; readonly to?: string })
  | (Words & { readonly kind: 'clusterGateway'; readonly from: boolean; readonly to: boolean });

/**
 * All steps towards a goal, in the safe order; those that Azure has taken already are among them. A cluster is sent to a
 * gateway once the gateway knows it, and called back while the gateway still serves it, so that it never uses a gateway
 * that refuses it. That is the order published for servers, where the agent goes direct before the association ends.
 */
export function stepsFor(
  resource: Pick<Associable, 'kind' | 'name'>,
  before: AssociationState,
  goal: AssociationGoal,
): readonly AssociationStep[] {
  const association = associationStep(resource.name, before, goal);
  if (resource.kind === 'machine') return [association];
  const own = clusterStep(resource.name, before, goal);
  return goal.kind === 'associate' ? [association, own] : [own, association];
}

export function isTaken(step: AssociationStep, state: AssociationState): boolean {
  switch (step.kind) {
    case 'association':
      return isSameGateway(state.gatewayId, step.to);
    case 'clusterGateway':
      return state.isEnabled === step.to;
  }
}

function associationStep(name: string, { gatewayId: from }: AssociationState, goal: AssociationGoal): AssociationStep {
  const { gatewayId: to } = wantedState(goal, 'machine');
  const [before, after] = [gatewayNameIn(from), gatewayNameIn(to)];
  return {
    kind: 'association',
    title: to === undefined ? `Clear the association of ${name}` : `Associate ${name} with ${after}`,
    effect: to === undefined ? `${before} stops carrying its traffic.` : `${after} carries its traffic.`,
    undo: from === undefined ? 'Clear the association.' : `Associate it with ${before} again.`,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function clusterStep(name: string, { isEnabled = false }: AssociationState, goal: AssociationGoal): AssociationStep {
  const to = goal.kind === 'associate';
  return {
    kind: 'clusterGateway',
    title: to ? `Tell ${name} to use its gateway` : `Tell ${name} to stop using a gateway`,
    effect: to ? 'Its agents turn to the gateway.' : 'Its agents go to Azure directly.',
    undo: isEnabled ? 'Tell it to use a gateway again.' : 'Tell it to use none.',
    from: isEnabled,
    to,
  };
}
