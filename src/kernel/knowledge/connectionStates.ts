import states from './data/connectionStates.json';

const isOneOf = (known: readonly string[], state: string): boolean =>
  known.some((each) => each.toLowerCase() === state.toLowerCase());

/** By the state that Azure reports; undefined for one that doesn’t say, such as none. */
export function isConnected(state: string): boolean | undefined {
  if (isOneOf(states.connected, state)) return true;
  return isOneOf(states.notConnected, state) ? false : undefined;
}

export const isConnecting = (state: string): boolean => isOneOf(states.passing, state);
