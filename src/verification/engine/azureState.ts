import type { StateInAzure } from './expectations';

const wellWords = ['connected', 'connectedrecently'];
const illWords = ['disconnected', 'expired', 'error', 'offline', 'agentnotinstalled'];

/** Whether a state is a good one; undefined for a word that Azure is not known to say. */
export function isWell(state: string): boolean | undefined {
  const word = state.toLowerCase();
  if (wellWords.includes(word)) return true;
  return illWords.includes(word) ? false : undefined;
}

/** Whether Azure itself has lost it. */
export const isDisconnectedInAzure = (azure: StateInAzure | undefined): boolean =>
  azure !== undefined && isWell(azure.status) === false;
