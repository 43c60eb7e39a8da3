import type { StateInAzure } from './expectations';

const wellWords = ['connected', 'connectedrecently'];
const illWords = ['disconnected', 'expired', 'error', 'offline', 'agentnotinstalled'];

/** Undefined for an unrecognized state. */
export function isWell(state: string): boolean | undefined {
  const word = state.toLowerCase();
  if (wellWords.includes(word)) return true;
  return illWords.includes(word) ? false : undefined;
}

export const isDisconnectedInAzure = (azure: StateInAzure | undefined): boolean =>
  azure !== undefined && isWell(azure.status) === false;
