import { notFound, ok, type Reply } from '../http';
import type { Call, Route } from '../router';
import type { OperationState } from '../store';

const base = '/subscriptions/{subscription}/providers/{provider}/locations/{location}';

export const operationRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/operationstatus/{operation}`, handle: status },
  {
    method: 'GET',
    path: '/providers/{provider}/locations/{location}/operationStatuses/{operation}',
    handle: status,
  },
  {
    method: 'GET',
    path: `${base}/operationresults/{operation}`,
    handle: ({ store, params, path, url }) => {
      const operation = store.operation(params.operation ?? '');
      if (!operation) return notFound(path);
      return operation.isDone ? { status: 204 } : { status: 202, headers: { location: url.href, 'retry-after': '2' } };
    },
  },
];

function status({ store, params, path, now }: Call): Reply {
  const name = params.operation ?? '';
  const operation = store.operation(name.split('*')[0] ?? '');
  if (!operation) return notFound(path);
  const { started, ends, isDone } = operation;
  return {
    ...ok({
      name,
      status: isDone ? 'Succeeded' : wordOf(operation, now),
      startTime: new Date(started).toISOString(),
      ...(isDone && { endTime: new Date(ends).toISOString() }),
    }),
    ...(!isDone && { headers: { 'retry-after': '2' } }),
  };
}

const wordOf = ({ started, ends }: OperationState, now: number): string =>
  now - started < (ends - started) / 4 ? 'Queued' : 'InProgress';
