import * as v from 'valibot';
import { ArcError } from '../core';
import { type Arm, type ArmRequest, readBody } from './arm';

const page = v.object({ data: v.array(v.unknown()), $skipToken: v.nullish(v.string()) });

/** Most rows that Resource Graph puts in one answer. */
const rowsPerPage = 1000;
/** Most subscriptions that one query may name. */
const subscriptionsPerQuery = 1000;

/**
 * Runs a Resource Graph query and gives its rows page by page. The query must project `id` and be ordered by it:
 * without that Resource Graph gives no skip token, or rows twice.
 */
export async function* queryGraph(
  arm: Arm,
  subscriptionIds: readonly string[],
  { query, what }: { readonly query: string; readonly what: string },
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[], void, undefined> {
  for (let start = 0; start < subscriptionIds.length; start += subscriptionsPerQuery) {
    const subscriptions = subscriptionIds.slice(start, start + subscriptionsPerQuery);
    let token: string | undefined;
    do {
      const request = requestOf(query, what, subscriptions, token);
      const { data, $skipToken } = readBody(page, await arm.send(request, signal), request);
      yield data;
      if ($skipToken && $skipToken === token) {
        throw new ArcError({ code: 'Bug' }, `Azure gives the same page of ${what} again and again. Refresh later.`);
      }
      token = $skipToken ?? undefined;
    } while (token);
  }
}

const requestOf = (
  query: string,
  what: string,
  subscriptions: readonly string[],
  token: string | undefined,
): ArmRequest => ({
  method: 'POST',
  to: { path: '/providers/Microsoft.ResourceGraph/resources', apiVersion: '2024-04-01' },
  body: {
    subscriptions,
    query,
    options: { resultFormat: 'objectArray', $top: rowsPerPage, ...(token && { $skipToken: token }) },
  },
  action: `list the ${what}`,
  needs: 'the role Reader on the subscription',
  resource: `The list of ${what}`,
});
