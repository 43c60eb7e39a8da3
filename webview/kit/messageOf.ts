import { RequestError } from '../../src/contract/client';

/** The message of a failed request; empty when the person canceled it. */
export const messageOf = (error: unknown): string => {
  if (error instanceof RequestError && error.code === 'Cancelled') return '';
  return error instanceof Error ? error.message : String(error);
};
