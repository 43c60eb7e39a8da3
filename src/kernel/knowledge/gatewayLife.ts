import * as l10n from '@vscode/l10n';
import { listOf } from '../text/phrases';
import capacity from './data/capacity.json';
import { checkGatewayName, checkResourceGroup } from '../azureNames';
import { isGone } from './gatewayState';
import { type Gateway, gatewayType, resourceKey } from '../resources';
import type { NewGateway } from '../gatewayApi';
import life from './data/gatewayLife.json';

/** Subscriptions must register it. */
export const gatewayProvider = 'Microsoft.HybridCompute';

const { from, to, most, ...creation } = life.creationMinutes;

export const creationSource = `${creation.source} (${creation.asOf})`;

/** A sentence. */
export const creationTime = (): string =>
  l10n.t`Creating a gateway usually takes ${from} to ${to} minutes, sometimes up to ${most / 60} hours.`;

/** Milliseconds. */
export const operationCeiling = life.ceilingHours.value * 3_600_000;

/** If Azure sends no `Retry-After`. */
export const transitionSeconds = life.transitionSeconds.value;

/** Per subscription. */
export const gatewayLimit = capacity.gatewaysPerSubscription;

export const gatewayIdOf = ({ subscriptionId, resourceGroup, name }: NewGateway): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${gatewayType}/${name}`;

/** Gateways being deleted count too. */
export function limitProblem(all: readonly Gateway[]): string | undefined {
  const existing = all.filter((gateway) => !isGone(gateway));
  if (existing.length < gatewayLimit) return undefined;
  const names = listOf(existing.map(({ name }) => name));
  return l10n.t`This subscription has ${existing.length} of ${gatewayLimit} gateways: ${names}. Delete an unused one, or choose another subscription.`;
}

/** Undefined if valid. */
export function newNameProblem(name: string, resourceGroup: string, existing: readonly Gateway[]): string | undefined {
  if (name === '') return l10n.t('Enter a name.');
  const isTaken = existing.some((each) => same(each.name, name) && same(each.resourceGroup, resourceGroup));
  return (
    checkGatewayName(name) ?? (isTaken ? l10n.t`${resourceGroup} already has a gateway with this name.` : undefined)
  );
}

/** Undefined if valid. */
export function newGroupProblem(name: string, existing: readonly { readonly name: string }[]): string | undefined {
  if (name === '') return l10n.t('Enter a name.');
  const isTaken = existing.some((each) => same(each.name, name));
  return (
    checkResourceGroup(name) ??
    (isTaken ? l10n.t('A resource group with this name already exists. Choose it from the list.') : undefined)
  );
}

const same = (a: string, b: string): boolean => resourceKey(a) === resourceKey(b);
