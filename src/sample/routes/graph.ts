import { hash } from '../fakeGuid';
import { ok, type Reply, valueAt, valueBelow } from '../http';
import type { Call, Route } from '../router';
import type { StoredResource } from '../store';

/**
 * Resource Graph for queries of the form
 * `resources | where type in~ ('…') | where hash(tolower(id)) % 3 == 0 | project … | order by id asc`; the second
 * condition and the order are optional. Other queries are refused as Azure refuses invalid ones.
 */
export const graphRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/providers/Microsoft.ResourceGraph/resources',
    apiVersions: ['2021-03-01', '2022-10-01', '2024-04-01'],
    handle: query,
  },
];

interface Column {
  readonly name: string;
  readonly path: readonly string[];
}

interface Query {
  readonly types: readonly string[];
  /** Remainder of the hash of the id. */
  readonly part?: { readonly of: number; readonly is: number } | undefined;
  readonly columns: readonly Column[];
}

const mostRows = 1000;
const defaultRows = 100;

function query(call: Call): Reply {
  const quota = call.store.graphQuota.take(call.now);
  const reply = quota.isThrottled
    ? failure(429, 'RateLimiting', 'Too many requests in this window.', call)
    : answer(call);
  return { ...reply, headers: quota.headers };
}

function answer(call: Call): Reply {
  const { body, store } = call;
  const parsed = parseQuery(valueAt(body, 'query'));
  if (typeof parsed === 'string') return invalid('InvalidQuery', parsed, call);
  const top = valueAt(body, 'options.$top') ?? defaultRows;
  if (typeof top !== 'number' || top < 1 || top > mostRows) {
    return invalid('InvalidOptions', `$top must be between 1 and ${mostRows}.`, call);
  }
  const token = valueAt(body, 'options.$skipToken');
  const start = typeof token === 'string' ? Number(Buffer.from(token, 'base64').toString()) : 0;
  if (!Number.isInteger(start)) return invalid('InvalidSkipToken', 'The skip token is not valid.', call);

  const asked = valueAt(body, 'subscriptions');
  const subscriptions = Array.isArray(asked) ? asked.map((id) => String(id)) : store.subscriptions.map(({ id }) => id);
  const found = rowsOf(call, parsed, subscriptions);
  const rows = found.slice(start, start + top);
  const hasMore = start + top < found.length;
  return ok({
    totalRecords: found.length,
    count: rows.length,
    data: rows.map((resource) => project(store.inGraph(resource), parsed.columns)),
    facets: [],
    // True only when there is no skip token.
    resultTruncated: 'false',
    ...(hasMore && { $skipToken: Buffer.from(String(start + top)).toString('base64') }),
  });
}

function rowsOf({ store }: Call, { types, part }: Query, subscriptions: readonly string[]): readonly StoredResource[] {
  return subscriptions.flatMap((id) =>
    types.flatMap((type) => {
      const list = store.list(type, `/subscriptions/${id}`);
      return part ? (partsOf(list, part.of).get(part.is) ?? []) : list;
    }),
  );
}

type Parts = ReadonlyMap<number, readonly StoredResource[]>;

/** Cached per list: clients ask for all parts. */
const divided = new WeakMap<readonly StoredResource[], { readonly count: number; readonly parts: Parts }>();

function partsOf(list: readonly StoredResource[], count: number): Parts {
  const known = divided.get(list);
  if (known?.count === count) return known.parts;
  const parts = Map.groupBy(list, ({ id }) => hash(id.toLowerCase()) % count);
  divided.set(list, { count, parts });
  return parts;
}

/** Or why the query is invalid. */
function parseQuery(text: unknown): Query | string {
  if (typeof text !== 'string') return 'There is no query.';
  const [table = '', where = '', ...others] = text.split('|').map((stage) => stage.trim());
  const types = typesIn(where);
  const part = partIn(others[0] ?? '');
  const [projection = '', order, ...rest] = part ? others.slice(1) : others;
  const columns = /^project\s+(.+)$/is.exec(projection)?.[1]?.split(',').map(columnOf);
  if (table.toLowerCase() !== 'resources') return `The table '${table}' is not known.`;
  if (types.length === 0) return `The operator '${where}' is not supported.`;
  if (!columns || columns.includes(undefined)) return `The operator '${projection}' is not supported.`;
  if ((order && !/^(?:order|sort)\s+by\s+id\s+asc$/i.test(order)) || rest.length > 0) {
    return `The operator '${rest[0] ?? order}' is not supported.`;
  }
  return { types, part, columns: columns.filter((column) => column !== undefined) };
}

function typesIn(where: string): readonly string[] {
  const one = /^where\s+type\s*=[~=]\s*('[\w./]+')$/i.exec(where)?.[1];
  const list = /^where\s+type\s+in~\s*\(([^)]*)\)$/i.exec(where)?.[1];
  return [...(one ?? list ?? '').matchAll(/'([\w./]+)'/g)].map(([, type = '']) => type);
}

function partIn(where: string): Query['part'] {
  const [, of, is] = /^where\s+hash\(tolower\(id\)\)\s*%\s*(\d+)\s*==\s*(\d+)$/i.exec(where) ?? [];
  return of === undefined ? undefined : { of: Number(of), is: Number(is) };
}

function columnOf(text: string): Column | undefined {
  const [, name, path] = /^\s*(?:(\w+)\s*=\s*)?([\w.]+)\s*$/.exec(text) ?? [];
  return path ? { name: name ?? path, path: path.split('.') } : undefined;
}

const project = (resource: StoredResource, columns: readonly Column[]): Record<string, unknown> => {
  const [, , subscriptionId = '', , resourceGroup = ''] = resource.id.split('/');
  const row = {
    ...resource,
    subscriptionId,
    // Resource Graph lower-cases these two, but not the id.
    type: resource.type.toLowerCase(),
    resourceGroup: resourceGroup.toLowerCase(),
  };
  const projected: Record<string, unknown> = {};
  for (const { name, path } of columns) projected[name] = valueBelow(row, path) ?? null;
  return projected;
};

const invalid = (code: string, message: string, call: Call): Reply =>
  failure(400, code, `Query is invalid. ${message}`, call);

const failure = (status: number, code: string, message: string, call: Call): Reply => ({
  status,
  body: {
    error: {
      code: status === 400 ? 'BadRequest' : code,
      message: `Please provide below info when asking for support: timestamp = ${new Date(call.now).toISOString()}, correlationId = ${call.nextGuid()}.`,
      details: [{ code, message }],
    },
  },
});
