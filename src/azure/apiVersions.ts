import { asArcError } from '../kernel/errors';

export { versionsOf } from '../kernel/knowledge/apiVersions';

/**
 * Sends with the first version that Azure offers here; throws the last `Unsupported` if none. Azure refuses an unknown
 * version before it does anything, so writes may be sent again with the next one.
 */
export async function withOfferedVersion<T>(
  [apiVersion = '', ...others]: readonly string[],
  send: (apiVersion: string) => Promise<T>,
): Promise<T> {
  try {
    return await send(apiVersion);
  } catch (thrown) {
    if (others.length === 0 || asArcError(thrown).code !== 'Unsupported') throw thrown;
    return withOfferedVersion(others, send);
  }
}
