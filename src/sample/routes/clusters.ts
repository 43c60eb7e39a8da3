import { badRequest, notFound, ok, pageOf, pathBefore, type Reply, valueAt } from '../http';
import { startLongRunning } from '../longRunning';
import type { Call, Route } from '../router';
import { refusalOf } from './permissions';

const kubernetes = 'Microsoft.Kubernetes/connectedClusters';
const stackHci = 'Microsoft.AzureStackHCI/clusters';
const secondsToUpdate = 4;

// Versions with `gateway`, and the last stable one before.
const kubernetesVersions = [
  '2024-01-01',
  '2024-07-15-preview',
  '2024-12-01-preview',
  '2025-08-01-preview',
  '2025-12-01-preview',
  '2026-02-01-preview',
  '2026-05-01',
];

const readRoutes = (type: string): readonly Route[] => {
  const group = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}`;
  const list = (call: Call): Reply =>
    pageOf(call.store.list(type, pathBefore(call.path, '/providers/')), call.url, 100);
  return [
    { method: 'GET', path: `/subscriptions/{subscription}/providers/${type}`, handle: list },
    { method: 'GET', path: group, handle: list },
    {
      method: 'GET',
      path: `${group}/{name}`,
      handle: ({ store, path }) => {
        const resource = store.get(path);
        return resource ? ok(resource) : notFound(path);
      },
    },
  ];
};

export const clusterRoutes: readonly Route[] = [
  ...readRoutes(stackHci),
  ...[
    ...readRoutes(kubernetes),
    {
      method: 'PATCH',
      path: `/subscriptions/{subscription}/resourceGroups/{group}/providers/${kubernetes}/{name}`,
      handle: patch,
    },
  ].map((route) => ({ ...route, apiVersions: kubernetesVersions })),
];

function patch(call: Call): Reply {
  const { store, path, body } = call;
  const cluster = store.get(path);
  if (!cluster) return notFound(path);
  const refused = refusalOf(store, path, 'Microsoft.Kubernetes/connectedClusters/write');
  if (refused) return refused;
  const enabled = valueAt(body, 'properties.gateway.enabled');
  if (typeof enabled !== 'boolean') {
    return badRequest('InvalidRequestContent', 'Only properties.gateway.enabled can be changed here.');
  }
  store.update(path, { provisioningState: 'Updating' });
  return startLongRunning(call, {
    status: 202,
    provider: 'Microsoft.Kubernetes',
    location: cluster.location,
    seconds: secondsToUpdate,
    finish: () => {
      store.update(path, { provisioningState: 'Succeeded', gateway: { enabled } });
    },
  });
}
