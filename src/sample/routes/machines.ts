import { notFound, ok, pageOf, pathBefore, type Reply } from '../http';
import type { Call, Route } from '../router';

const type = 'Microsoft.HybridCompute/machines';
const group = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}`;

const list = (call: Call): Reply =>
  pageOf(call.store.list(type, pathBefore(call.path, '/providers/')), call.url, call.machinesPerPage);

export const machineRoutes: readonly Route[] = [
  { method: 'GET', path: `/subscriptions/{subscription}/providers/${type}`, handle: list },
  { method: 'GET', path: group, handle: list },
  {
    method: 'GET',
    path: `${group}/{machine}`,
    handle: ({ store, path }) => {
      const machine = store.get(path);
      return machine ? ok({ ...machine, resources: [] }) : notFound(path);
    },
  },
];
