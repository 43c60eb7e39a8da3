import * as v from 'valibot';
import { ArcError, type QuotaState, type QuotaWindow, type UsualQuota } from '../core';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';

const page = v.object({
  data: v.array(v.unknown()),
  totalRecords: v.nullish(v.number()),
  $skipToken: v.nullish(v.string()),
});

/** Most rows that Resource Graph puts in one answer. */
const rowsPerPage = 1000;
/** Parts are equal only by chance; so many rows a part seldom make one larger than a page. */
const rowsPerPart = 900;
/** Most subscriptions that one query may name. */
const subscriptionsPerQuery = 1000;

/** What Resource Graph takes from one user. Source: “Guidance for throttled requests”, 2024-01. */
export const graphQuota: UsualQuota = { requests: 15, milliseconds: 5000 };

export interface GraphQuery {
  /** The types of the rows, in lower case. */
  readonly types: readonly string[];
  /** `agentVersion = properties.agentVersion`. */
  readonly columns: readonly string[];
  readonly what: string;
}

export interface Graph {
  readonly arm: Arm;
  readonly quota: QuotaWindow;
}

/**
 * Gives all rows of a query to `take`, page by page. What is more than a page is read in parts at the same time, each
 * of the ids with one remainder of their hash: no row is in two parts, and none is lost when another comes or goes
 * meanwhile, as it would be between pages. The rows of the first page come again with their part. Source: “Guidance for
 * pagination”, 2026-02. Throws the first failure when all parts have ended.
 */
export async function readGraph(
  graph: Graph,
  subscriptionIds: readonly string[],
  query: GraphQuery,
  take: (rows: readonly unknown[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const groups = Array.from({ length: Math.ceil(subscriptionIds.length / subscriptionsPerQuery) }, (_, index) =>
    subscriptionIds.slice(index * subscriptionsPerQuery, (index + 1) * subscriptionsPerQuery),
  );
  await allOf(groups.map((subscriptions) => readGroup(graph, { ...query, subscriptions }, take, signal)));
}

interface GroupQuery extends GraphQuery {
  readonly subscriptions: readonly string[];
}

async function readGroup(
  graph: Graph,
  query: GroupQuery,
  take: (rows: readonly unknown[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const follow = async (filter: string | undefined, from?: string): Promise<void> => {
    for (let token = from, isFirst = true; token !== undefined || isFirst; isFirst = false) {
      const { data, $skipToken } = await ask(graph, requestOf(query, filter, token), signal);
      take(data);
      if ($skipToken && $skipToken === token) {
        throw new ArcError(
          { code: 'Bug' },
          `Azure gives the same page of ${query.what} again and again. Refresh later.`,
        );
      }
      token = $skipToken ?? undefined;
    }
  };
  const { data, totalRecords, $skipToken } = await ask(graph, requestOf(query), signal);
  take(data);
  if (!$skipToken) return;
  const parts = Math.ceil((totalRecords ?? 0) / rowsPerPart);
  if (parts < 2) return follow(undefined, $skipToken);
  await allOf(Array.from({ length: parts }, (_, part) => follow(`hash(tolower(id)) % ${parts} == ${part}`)));
}

async function ask(
  { arm, quota }: Graph,
  request: ArmRequest,
  signal: AbortSignal,
): Promise<v.InferOutput<typeof page>> {
  const answer = await quota.run(() => arm.send(request, signal), quotaOf, signal);
  return readBody(page, answer, request);
}

const requestOf = (
  { types, columns, what, subscriptions }: GroupQuery,
  filter?: string,
  token?: string,
): ArmRequest => ({
  method: 'POST',
  to: { path: '/providers/Microsoft.ResourceGraph/resources', apiVersion: '2024-04-01' },
  body: {
    subscriptions,
    query: [
      'resources',
      `where type in~ (${types.map((type) => `'${type}'`).join(', ')})`,
      ...(filter === undefined ? [] : [`where ${filter}`]),
      `project ${columns.join(', ')}`,
      // Without an order by something unique, pages overlap.
      'order by id asc',
    ].join('\n| '),
    options: { resultFormat: 'objectArray', $top: rowsPerPage, ...(token && { $skipToken: token }) },
  },
  action: `list the ${what}`,
  needs: 'the role Reader on the subscription',
  resource: `The list of ${what}`,
});

/** The quota as the headers tell it: a count, and `hh:mm:ss`. */
export function quotaOf(answer: Pick<ArmAnswer, 'header'>): QuotaState | undefined {
  const remaining = Number(answer.header('x-ms-user-quota-remaining') ?? NaN);
  const [, hours, minutes, seconds] =
    /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(answer.header('x-ms-user-quota-resets-after') ?? '') ?? [];
  if (!Number.isInteger(remaining) || seconds === undefined) return undefined;
  const resetsAfterSeconds = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return { remaining, resetsAfterMilliseconds: resetsAfterSeconds * 1000 };
}

/** Waits for all, also when one has failed, so that nothing goes on behind the caller’s back. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
