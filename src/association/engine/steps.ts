import * as l10n from '@vscode/l10n';
import type { Associable } from '../../kernel/resources';
import type { ConnectionType } from '../../kernel/inventory';
import { type AssociationGoal, type AssociationState, gatewayNameIn } from './goal';
import { kindOf } from './kinds/registry';

interface StepTexts {
  readonly title: string;
  readonly effect: string;
  readonly undo: string;
}

export type AssociationStep =
  | (StepTexts & { readonly kind: 'association'; readonly from?: string; readonly to?: string })
  | (StepTexts & { readonly kind: 'clusterGateway'; readonly from?: boolean; readonly to: boolean })
  | (StepTexts & { readonly kind: 'connectionType'; readonly from: ConnectionType; readonly to: ConnectionType });

/**
 * Includes completed steps. The association is first on attach and last on detach, so that nothing uses a gateway that
 * refuses it. Source: “Simplify network configuration requirements with Azure Arc gateway”, 2026-04.
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
    title: to === undefined ? l10n.t`Clear the association of ${name}` : l10n.t`Associate ${name} with ${after}`,
    effect: to === undefined ? l10n.t`${before} no longer accepts its traffic.` : l10n.t`${after} accepts its traffic.`,
    undo: from === undefined ? l10n.t('Clear the association.') : l10n.t`Associate it with ${before} again.`,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
