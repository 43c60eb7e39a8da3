import { setMaxListeners } from 'node:events';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { asArcError, canceled } from '../kernel/errors';
import type { QuotaState, QuotaWindow, UsualQuota } from '../throttling';
import { type Arm, type ArmResponse, type ArmRequest, readBody } from './arm';
import { missingRows, tooManyRows } from './errors';
import { PageGuard } from './paging';

const page = v.object({
  data: v.array(v.unknown()),
  totalRecords: v.nullish(v.number()),
  $skipToken: v.nullish(v.string()),
});

const rowsPerPage = 1000;
/** Average; few parts exceed a page. */
const rowsPerPart = 900;
/** Fraction of rows that may be deleted during reading. */
const deletedShare = 0.1;
/** One request each; nearly a million rows. */
const mostParts = 1000;
const mostPages = 2 * mostParts;
const subscriptionsPerQuery = 1000;

/** Per user. Source: “Guidance for throttled requests”, 2024-01. */
export const graphQuota: UsualQuota = { requests: 15, milliseconds: 5000 };

export interface GraphQuery {
  /** Lowercase. */
  readonly types: readonly string[];
  /** `agentVersion = properties.agentVersion`. */
  readonly columns: readonly string[];
  /** Localized label: `Arc gateways`. */
  readonly label: string;
}

export interface Graph {
  readonly arm: Arm;
  readonly quota: QuotaWindow;
}

/**
 * May pass rows of the first page twice. Reads multiple pages as parallel partitions by ID hash, so concurrent changes
 * lose no rows; sequentially if Resource Graph refuses. Source: “Guidance for pagination”, 2026-02. Throws the first
 * failure after all parts have ended, and `Incomplete` if rows are missing.
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
  await waitForAll(
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
  /** Requests, shared by all parts. */
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

/** False if refused. */
async function readParts(reading: Reading, parts: number, total: number | null | undefined): Promise<boolean> {
  const stop = new AbortController();
  const signal = AbortSignal.any([reading.signal, stop.signal]);
  setMaxListeners(0, signal); // one per waiting part
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
  const reads = waitForAll(Array.from({ length: parts }, (_, part) => readPart(part)));
  await reads.catch((thrown: unknown) => {
    if (!stop.signal.aborted) throw thrown;
  });
  if (stop.signal.aborted) return false;
  checkCount(reading.query, read, total, deletedShare);
  return true;
}

async function follow(
  reading: Reading,
  { filter, token: from, read = 0 }: { filter?: string; token?: string; read?: number },
): Promise<number> {
  let count = read;
  const guard = new PageGuard(listOf(reading.query));
  guard.count(read, from);
  for (let token = from; ;) {
    const { data, totalRecords, $skipToken } = await ask(reading, filter, token);
    count += data.length;
    if (!$skipToken) {
      checkCount(reading.query, count, totalRecords);
      return count;
    }
    guard.count(data.length, $skipToken);
    token = $skipToken;
  }
}

/** Missing rows must not count as deleted. */
function checkCount({ label }: GroupQuery, read: number, counted: number | null | undefined, share = 0): void {
  const expected = counted ?? 0;
  if (read < expected * (1 - share)) throw missingRows(label, expected, read);
}

async function ask(
  { graph: { arm, quota }, query, take, signal, pages }: Reading,
  filter?: string,
  token?: string,
): Promise<v.InferOutput<typeof page>> {
  if (signal.aborted) throw canceled();
  if (pages.left === 0) throw tooManyRows(query.label, mostPages);
  pages.left -= 1;
  const request = requestOf(query, filter, token);
  const answer = await quota.run(() => arm.send(request, signal), quotaOf, signal);
  const read = readBody(page, answer, request);
  take(read.data);
  return read;
}

const listOf = ({ label }: GraphQuery): string => l10n.t`List ${label}`;

const requestOf = (query: GroupQuery, filter?: string, token?: string): ArmRequest => ({
  method: 'POST',
  to: { path: '/providers/Microsoft.ResourceGraph/resources', apiVersion: '2024-04-01' },
  body: {
    subscriptions: query.subscriptions,
    query: [
      'resources',
      `where type in~ (${query.types.map((type) => `'${type}'`).join(', ')})`,
      ...(filter === undefined ? [] : [`where ${filter}`]),
      `project ${query.columns.join(', ')}`,
      // Pages overlap without a unique sort key.
      'order by id asc',
    ].join('\n| '),
    options: { resultFormat: 'objectArray', $top: rowsPerPage, ...(token && { $skipToken: token }) },
  },
  action: listOf(query),
  needs: l10n.t('Reader role on the subscription'),
  resource: query.label,
});

/** The real window is 5 s; limits faulty headers. */
const longestWindowSeconds = 60;

/** Headers hold a count and `hh:mm:ss`. */
export function quotaOf(answer: Pick<ArmResponse, 'header'>): QuotaState | undefined {
  const remaining = Number(answer.header('x-ms-user-quota-remaining') ?? NaN);
  const [, hours, minutes, seconds] =
    /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(answer.header('x-ms-user-quota-resets-after') ?? '') ?? [];
  if (!Number.isInteger(remaining) || seconds === undefined) return undefined;
  const asked = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const resetsAfterSeconds = Math.min(asked, longestWindowSeconds);
  return { remaining, resetsAfterMilliseconds: resetsAfterSeconds * 1000 };
}

/** Waits even if one fails, so nothing keeps running. */
async function waitForAll(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
