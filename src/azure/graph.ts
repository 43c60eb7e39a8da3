import { setMaxListeners } from 'node:events';
import * as v from 'valibot';
import { ArcError, asArcError, cancelled } from '../kernel/errors';
import type { QuotaState, QuotaWindow, UsualQuota } from '../throttling';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';
import { PageGuard } from './paging';

const page = v.object({
  data: v.array(v.unknown()),
  totalRecords: v.nullish(v.number()),
  $skipToken: v.nullish(v.string()),
});

/** Most rows that Resource Graph puts in one answer. */
const rowsPerPage = 1000;
/** Parts are equal only by chance; so many rows a part seldom make one larger than a page. */
const rowsPerPart = 900;
/** The share of the rows that may have gone between the count and the last part. */
const mayHaveGone = 0.1;
/** Nearly a million rows: a count beyond that is not divided, for each part is a request of its own. */
const mostParts = 1000;
/** Of one query, all its parts together: a part has one page, seldom two. */
const mostPages = 2 * mostParts;
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
 * pagination”, 2026-02. Where Resource Graph takes no such parts, the pages are read one after the other. Throws the
 * first failure when all parts have ended, and `Conflict` when fewer rows came than Azure has counted.
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
  await allOf(
    groups.map((some) => {
      const group = { ...query, subscriptions: some };
      return readGroup({ graph, query: group, take, signal, pages: { left: mostPages } });
    }),
  );
}

interface GroupQuery extends GraphQuery {
  readonly subscriptions: readonly string[];
}

interface Reading {
  readonly graph: Graph;
  readonly query: GroupQuery;
  readonly take: (rows: readonly unknown[]) => void;
  readonly signal: AbortSignal;
  /** What may still be asked for; parts share it. */
  readonly pages: { left: number };
}

async function readGroup(reading: Reading): Promise<void> {
  const { totalRecords, $skipToken, ...first } = await ask(reading);
  if (!$skipToken) {
    checkCount(reading.query, first.data.length, totalRecords);
    return;
  }
  const parts = Math.ceil((totalRecords ?? 0) / rowsPerPart);
  const isRead = parts > 1 && parts <= mostParts && (await readParts(reading, parts, totalRecords));
  if (!isRead) await follow(reading, { token: $skipToken, read: first.data.length });
}

/** Reads all parts at the same time; false when Resource Graph does not take such queries. */
async function readParts(reading: Reading, parts: number, total: number | null | undefined): Promise<boolean> {
  const stop = new AbortController();
  const signal = AbortSignal.any([reading.signal, stop.signal]);
  setMaxListeners(0, signal); // one for each part that waits
  let read = 0;
  const readPart = async (part: number): Promise<void> => {
    try {
      const rows = await follow({ ...reading, signal }, { filter: `hash(tolower(id)) % ${parts} == ${part}` });
      read += rows;
    } catch (thrown) {
      if (asArcError(thrown).code === 'InvalidInput') stop.abort();
      throw thrown;
    }
  };
  const reads = allOf(Array.from({ length: parts }, (_, part) => readPart(part)));
  await reads.catch((thrown: unknown) => {
    if (!stop.signal.aborted) throw thrown;
  });
  if (stop.signal.aborted) return false;
  checkCount(reading.query, read, total, mayHaveGone);
  return true;
}

/** Reads page after page, from the first or from a token; returns how many rows there were, with those read before. */
async function follow(
  reading: Reading,
  { filter, token: from, read = 0 }: { filter?: string; token?: string; read?: number },
): Promise<number> {
  let count = read;
  const guard = new PageGuard(`list the ${reading.query.what}`);
  guard.note(read, from);
  for (let token = from; ;) {
    const { data, totalRecords, $skipToken } = await ask(reading, filter, token);
    count += data.length;
    if (!$skipToken) {
      checkCount(reading.query, count, totalRecords);
      return count;
    }
    guard.note(data.length, $skipToken);
    token = $skipToken;
  }
}

/** What is missing must not be taken for gone. */
function checkCount({ what }: GroupQuery, read: number, counted: number | null | undefined, share = 0): void {
  if (read >= (counted ?? 0) * (1 - share)) return;
  throw new ArcError(
    { code: 'Conflict' },
    `Azure counts ${counted} ${what} and gave ${read}, so some are missing here. Refresh to read them again.`,
  );
}

async function ask(
  { graph: { arm, quota }, query, take, signal, pages }: Reading,
  filter?: string,
  token?: string,
): Promise<v.InferOutput<typeof page>> {
  if (signal.aborted) throw cancelled();
  if (pages.left === 0) throw tooMany(query);
  pages.left -= 1;
  const request = requestOf(query, filter, token);
  const answer = await quota.run(() => arm.send(request, signal), quotaOf, signal);
  const read = readBody(page, answer, request);
  take(read.data);
  return read;
}

const tooMany = ({ what }: GroupQuery): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    `Azure has still more ${what} after ${mostPages} pages. The reading was ended there, so some may be missing here. Choose fewer subscriptions, or refresh later.`,
  );

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

/** The window has five seconds; what is far from that is no quota. */
const longestWindowSeconds = 60;

/** The quota as the headers tell it: a count, and `hh:mm:ss`. */
export function quotaOf(answer: Pick<ArmAnswer, 'header'>): QuotaState | undefined {
  const remaining = Number(answer.header('x-ms-user-quota-remaining') ?? NaN);
  const [, hours, minutes, seconds] =
    /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(answer.header('x-ms-user-quota-resets-after') ?? '') ?? [];
  if (!Number.isInteger(remaining) || seconds === undefined) return undefined;
  const asked = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const resetsAfterSeconds = Math.min(asked, longestWindowSeconds);
  return { remaining, resetsAfterMilliseconds: resetsAfterSeconds * 1000 };
}

/** Waits for all, also when one has failed, so that nothing goes on behind the caller’s back. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
