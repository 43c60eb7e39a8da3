import { RequestError } from '../../src/contract/client';

/** Empty if canceled. */
export const messageOf = (error: unknown): string => {
  if (error instanceof RequestError && error.code === 'Canceled') return '';
  return error instanceof Error ? error.message : String(error);
};
