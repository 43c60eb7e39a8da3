import type { Associable } from '../../kernel/resources';
import type { ConnectionType } from '../../kernel/inventory';
import { type AssociationGoal, type AssociationState, gatewayNameIn } from './goal';
import { kindOf } from './kinds/registry';

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
  const own = kindOf(resource).ownSteps(resource.name, before, wanted);
  return goal.kind === 'associate' ? [association, ...own] : [...own, association];
}

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
