import capacity from './data/capacity.json';
import { checkGatewayName, checkResourceGroup } from '../azureNames';
import { type Gateway, gatewayType, resourceKey } from '../resources';
import type { NewGateway } from '../gatewayApi';
import life from './data/gatewayLife.json';

/** The provider whose resources gateways are; a subscription has to be registered for it. */
export const gatewayProvider = 'Microsoft.HybridCompute';

/** How long making a gateway usually takes. */
export const usualMinutes = life.usualMinutes.value;

/** After so long an operation is given up as lost. */
export const operationCeiling = life.ceilingHours.value * 3_600_000;

/** How long to wait for the end of a transition when Azure does not say. */
export const transitionSeconds = life.transitionSeconds.value;

/** Most gateways that a subscription may have. */
export const gatewayLimit = capacity.gatewaysPerSubscription;

/** The id that a new gateway will have. */
export const gatewayIdOf = ({ subscriptionId, resourceGroup, name }: NewGateway): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${gatewayType}/${name}`;

const passing = ['accepted', 'creating', 'updating', 'deleting'];

/** Whether Azure is still at work on it, so that it accepts no other change. */
export const isInTransition = ({ state }: Pick<Gateway, 'state'>): boolean => passing.includes(state.toLowerCase());

/** Why no gateway fits into a subscription any more; undefined while one does. Those being deleted count too. */
export function limitProblem(existing: readonly Gateway[]): string | undefined {
  if (existing.length < gatewayLimit) return undefined;
  return `It has ${existing.length} of ${gatewayLimit} gateways: ${existing.map(({ name }) => name).join(', ')}. Delete one that nothing uses, or choose another subscription.`;
}

/** Why a text cannot be the name of a new gateway in this resource group; undefined when it can. */
export function newNameProblem(name: string, resourceGroup: string, existing: readonly Gateway[]): string | undefined {
  if (name === '') return 'Write a name.';
  const isTaken = existing.some((each) => same(each.name, name) && same(each.resourceGroup, resourceGroup));
  return checkGatewayName(name) ?? (isTaken ? `${resourceGroup} has a gateway of this name already.` : undefined);
}

/** Why a text cannot be the name of a new resource group beside these; undefined when it can. */
export function newGroupProblem(name: string, existing: readonly { readonly name: string }[]): string | undefined {
  if (name === '') return 'Write a name.';
  const isTaken = existing.some((each) => same(each.name, name));
  return (
    checkResourceGroup(name) ??
    (isTaken ? 'There is a resource group of this name already. Choose it in the list.' : undefined)
  );
}

const same = (a: string, b: string): boolean => resourceKey(a) === resourceKey(b);
