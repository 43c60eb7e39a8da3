import { ok, type Reply, valueAt } from '../http';
import type { Call, Route } from '../router';
import type { StoredResource } from '../store';

/**
 * Resource Graph for queries of one form: `resources | where type =~ '…' | project … | order by id asc`. Everything
 * else is answered as a mistake in the query, in Azure's form.
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
  readonly path: string;
}

interface Query {
  readonly type: string;
  readonly columns: readonly Column[];
}

const mostRows = 1000;
const defaultRows = 100;

function query(call: Call): Reply {
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
  const found = subscriptions.flatMap((id) => store.list(parsed.type, `/subscriptions/${id}`));
  const rows = found.slice(start, start + top);
  const hasMore = start + top < found.length;
  return {
    ...ok({
      totalRecords: found.length,
      count: rows.length,
      data: rows.map((resource) => project(resource, parsed.columns)),
      facets: [],
      resultTruncated: hasMore ? 'true' : 'false',
      ...(hasMore && { $skipToken: Buffer.from(String(start + top)).toString('base64') }),
    }),
    headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
  };
}

/** The parsed query, or what is wrong with it. */
function parseQuery(text: unknown): Query | string {
  if (typeof text !== 'string') return 'There is no query.';
  const [table, where, projection, order, ...rest] = text.split('|').map((part) => part.trim());
  const type = /^where\s+type\s*=[~=]\s*'([\w./]+)'$/i.exec(where ?? '')?.[1];
  const columns = /^project\s+(.+)$/is
    .exec(projection ?? '')?.[1]
    ?.split(',')
    .map(columnOf);
  if (table?.toLowerCase() !== 'resources') return `The table '${table}' is not known.`;
  if (!type) return `The operator '${where}' is not supported.`;
  if (!columns || columns.includes(undefined)) return `The operator '${projection}' is not supported.`;
  if ((order && !/^(?:order|sort)\s+by\s+id\s+asc$/i.test(order)) || rest.length > 0) {
    return `The operator '${rest[0] ?? order}' is not supported.`;
  }
  return { type, columns: columns.filter((column) => column !== undefined) };
}

function columnOf(text: string): Column | undefined {
  const [, name, path] = /^\s*(?:(\w+)\s*=\s*)?([\w.]+)\s*$/.exec(text) ?? [];
  return path ? { name: name ?? path, path } : undefined;
}

const project = (resource: StoredResource, columns: readonly Column[]): Record<string, unknown> => {
  const [, , subscriptionId = '', , resourceGroup = ''] = resource.id.split('/');
  const row = {
    ...resource,
    subscriptionId,
    // Resource Graph lower-cases these two, and leaves the id as the provider spells it.
    type: resource.type.toLowerCase(),
    resourceGroup: resourceGroup.toLowerCase(),
  };
  return Object.fromEntries(columns.map(({ name, path }) => [name, valueAt(row, path) ?? null]));
};

const invalid = (code: string, message: string, call: Call): Reply => ({
  status: 400,
  body: {
    error: {
      code: 'BadRequest',
      message: `Please provide below info when asking for support: timestamp = ${new Date(call.now).toISOString()}, correlationId = ${call.nextGuid()}.`,
      details: [{ code, message: `Query is invalid. ${message}` }],
    },
  },
});
