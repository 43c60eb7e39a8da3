import { type AssociationGoal, type AssociationState, gatewayNameIn } from './goal';

/** `1 resource`, `128 resources`. */
export const counted = (count: number, one = 'resource', many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** `gw-hub`, and what a cluster says where that differs from what the association says. */
export function stateText({ gatewayId, isEnabled, connectionType }: AssociationState, nameOf = gatewayNameIn): string {
  const gateway = connectionType === undefined ? nameOf(gatewayId) : `${nameOf(gatewayId)}, agent ${connectionType}`;
  if (isEnabled === undefined || isEnabled === (gatewayId !== undefined)) return gateway;
  return isEnabled ? `${gateway}, but the cluster is told to use one` : `${gateway}, but the cluster is not told`;
}

/** `Agent 1.43.` of `agent 1.43`; what is a sentence already stays one. */
export const asSentence = (label: string): string =>
  `${label.charAt(0).toUpperCase()}${label.slice(1)}${label.endsWith('.') ? '' : '.'}`;

/** Rounded to what a person cares about: `less than a minute`, `about 3 minutes`, `about 2 hours`. */
export function durationText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  return minutes < 90 ? `about ${counted(minutes, 'minute')}` : `about ${counted(Math.round(minutes / 60), 'hour')}`;
}

/** `Associating web-01 with gw-hub`, while it is done. */
export const doingText = (goal: AssociationGoal, name: string): string =>
  goal.kind === 'associate' ? `Associating ${name} with ${goal.gateway.name}` : `Detaching ${name} from its gateway`;

/** `Associate 3 resources with gw-hub`. */
export const goalText = (goal: AssociationGoal, count: number): string =>
  goal.kind === 'associate'
    ? `Associate ${counted(count)} with ${goal.gateway.name}`
    : `Detach ${counted(count)} from ${count === 1 ? 'its gateway' : 'their gateways'}`;
