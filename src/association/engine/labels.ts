import * as l10n from '@vscode/l10n';
import { formatNumber, plural } from '../../kernel/text/phrases';
import { type AssociationGoal, type AssociationState, gatewayNameIn } from './goal';

/** `gw-hub`, plus the agent's connection type, and a cluster's contradicting setting. */
export function stateText({ gatewayId, isEnabled, connectionType }: AssociationState): string {
  const name = gatewayNameIn(gatewayId);
  const gateway = connectionType === undefined ? name : l10n.t`${name}, agent ${connectionType}`;
  if (isEnabled === undefined || isEnabled === (gatewayId !== undefined)) return gateway;
  return isEnabled
    ? l10n.t`${gateway}, but enabled on the cluster`
    : l10n.t`${gateway}, but not enabled on the cluster`;
}

export function goalText(goal: AssociationGoal, count: number): string {
  const number = formatNumber(count);
  if (goal.kind === 'detach') {
    return plural(count, {
      one: l10n.t('Detach 1 resource from its gateway'),
      other: l10n.t`Detach ${number} resources from their gateways`,
    });
  }
  const { name } = goal.gateway;
  return plural(count, {
    one: l10n.t`Associate 1 resource with ${name}`,
    other: l10n.t`Associate ${number} resources with ${name}`,
  });
}
