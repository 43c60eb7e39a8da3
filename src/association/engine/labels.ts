import * as l10n from '@vscode/l10n';
import { formatNumber, plural } from '../../kernel/text/phrases';
import { type AssociationGoal, type AssociationState, gatewayNameIn } from './goal';

/** `1 resource`, `2,000 resources`. */
export const resourceCount = (count: number): string =>
  plural(count, { one: l10n.t('1 resource'), other: l10n.t`${formatNumber(count)} resources` });

/** `gw-hub`, plus the agent's connection type, and a cluster's contradicting setting. */
export function stateText({ gatewayId, isEnabled, connectionType }: AssociationState): string {
  const name = gatewayNameIn(gatewayId);
  const gateway = connectionType === undefined ? name : l10n.t`${name}, agent ${connectionType}`;
  if (isEnabled === undefined || isEnabled === (gatewayId !== undefined)) return gateway;
  return isEnabled
    ? l10n.t`${gateway}, but enabled on the cluster`
    : l10n.t`${gateway}, but not enabled on the cluster`;
}

/** `Agent 1.43.` from `agent 1.43`. */
export const asSentence = (label: string): string =>
  `${label.charAt(0).toUpperCase()}${label.slice(1)}${label.endsWith('.') ? '' : '.'}`;

export function durationText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return l10n.t('less than a minute');
  if (minutes < 90) {
    return plural(minutes, { one: l10n.t('about 1 minute'), other: l10n.t`about ${formatNumber(minutes)} minutes` });
  }
  const hours = Math.round(minutes / 60);
  return plural(hours, { one: l10n.t('about 1 hour'), other: l10n.t`about ${formatNumber(hours)} hours` });
}

export const progressTitle = (goal: AssociationGoal, name: string): string =>
  goal.kind === 'associate'
    ? l10n.t`Associating ${name} with ${goal.gateway.name}`
    : l10n.t`Detaching ${name} from its gateway`;

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
