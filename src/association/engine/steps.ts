import type { Associable } from '../../kernel/resources';
import type { ConnectionType } from './machine/connectionSettings';
import { type AssociationGoal, type AssociationState, gatewayNameIn, isSameGateway } from './goal';

interface StepTexts {
  readonly title: string;
  /** What is different once it is done. */
  readonly effect: string;
  /** What takes it back. */
  readonly undo: string;
}

/** One write, and what it replaces: enough to do it, to tell whether it is done, and to take it back. */
export type AssociationStep =
  | (StepTexts & { readonly kind: 'association'; readonly from?: string; readonly to?: string })
  | (StepTexts & { readonly kind: 'clusterGateway'; readonly from?: boolean; readonly to: boolean })
  | (StepTexts & { readonly kind: 'connectionType'; readonly from: ConnectionType; readonly to: ConnectionType });

/**
 * All steps towards a goal, in the safe order; those that are taken already are among them. A cluster or an agent is sent
 * to a gateway once the gateway knows it, and called back while the gateway still serves it, so that it never uses a
 * gateway that refuses it. Source: “Simplify network configuration requirements with Azure Arc gateway”, 2026-04.
 */
export function stepsFor(
  resource: Pick<Associable, 'kind' | 'name'>,
  before: AssociationState,
  wanted: AssociationState,
  goal: AssociationGoal,
): readonly AssociationStep[] {
  const association = associationStep(resource.name, before, wanted);
  const own =
    resource.kind === 'cluster'
      ? [clusterStep(resource.name, before, goal)]
      : agentSteps(resource.name, before, wanted);
  return goal.kind === 'associate' ? [association, ...own] : [...own, association];
}

export function isTaken(step: AssociationStep, state: AssociationState): boolean {
  switch (step.kind) {
    case 'association':
      return isSameGateway(state.gatewayId, step.to);
    case 'clusterGateway':
      return state.isEnabled === step.to;
    case 'connectionType':
      return state.connectionType === step.to;
  }
}

/** Whether Azure counts it among the writes that it limits. */
export const isForAzure = ({ kind }: AssociationStep): boolean => kind !== 'connectionType';

function associationStep(
  name: string,
  { gatewayId: from }: AssociationState,
  { gatewayId: to }: AssociationState,
): AssociationStep {
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

function clusterStep(name: string, { isEnabled }: AssociationState, goal: AssociationGoal): AssociationStep {
  const to = goal.kind === 'associate';
  return {
    kind: 'clusterGateway',
    title: to ? `Tell ${name} to use its gateway` : `Tell ${name} to stop using a gateway`,
    effect: to ? 'Its agents turn to the gateway.' : 'Its agents go to Azure directly.',
    undo:
      isEnabled === undefined
        ? `Azure did not say what it was before; to undo, tell it to use ${to ? 'none' : 'a gateway'}.`
        : isEnabled
          ? 'Tell it to use a gateway again.'
          : 'Tell it to use none.',
    ...(isEnabled !== undefined && { from: isEnabled }),
    to,
  };
}

function agentSteps(
  name: string,
  { connectionType: from }: AssociationState,
  { connectionType: to }: AssociationState,
): readonly AssociationStep[] {
  if (from === undefined || to === undefined) return [];
  return [
    {
      kind: 'connectionType',
      title: `Set connection.type of the agent on ${name} to ${to}`,
      effect: to === 'direct' ? 'It goes to Azure without a gateway.' : 'It turns to the gateway.',
      undo: `Set it to ${from} again.`,
      from,
      to,
    },
  ];
}
