import type { Gateway } from '../resources';
import states from './data/gatewayStates.json';

type WithState = Pick<Gateway, 'state'>;

const isOneOf =
  (those: readonly string[]) =>
  ({ state }: WithState): boolean =>
    those.some((each) => each.toLowerCase() === state.toLowerCase());

/** Azure rejects further changes meanwhile. */
export const isInTransition = isOneOf(states.passing);

export const isUsable = isOneOf(states.usable);

/** And won’t become so. */
export const isUnusable = isOneOf(states.unusable);

export const isLeaving = isOneOf(states.leaving);

/** Of no use, now or soon. */
export const isLost = (gateway: WithState): boolean => isUnusable(gateway) || isLeaving(gateway);

/** Azure may still list it for a while. */
export const isGone = isOneOf(states.gone);
