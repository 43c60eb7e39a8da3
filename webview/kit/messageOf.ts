import { RequestError } from '../../src/contract/client';

/** What a request that failed has to tell; nothing when the person cancelled it. */
export const messageOf = (error: unknown): string => {
  if (error instanceof RequestError && error.code === 'Cancelled') return '';
  return error instanceof Error ? error.message : String(error);
};
