import { isRecord } from '../../kernel/isRecord';
import { fakeGuid } from '../fakeGuid';
import { armError, badRequest, type Json, notFound, ok, pageOf, pathBefore, type Reply, valueAt } from '../http';
import { startLongRunning } from '../longRunning';
import type { Call, Route } from '../router';
import type { StoredResource } from '../store';
import { hasResourceGroup } from './subscriptions';

const type = 'Microsoft.HybridCompute/gateways';
const one = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}/{name}`;

/** Of Microsoft.HybridCompute, with gateways and settings. */
export const gatewayApiVersions = [
  '2024-03-31-preview',
  '2024-05-20-preview',
  '2024-07-31-preview',
  '2024-09-10-preview',
  '2024-11-10-preview',
  '2025-01-13',
  '2025-02-19-preview',
  '2025-06-01',
  '2025-08-21-preview',
  '2025-09-16-preview',
  '2026-02-12-preview',
  '2026-06-04-preview',
  '2026-06-16-preview',
  '2026-07-15',
];

const maximumPerSubscription = 5;
// Azure takes minutes.
const secondsToCreate = 8;
const secondsToDelete = 4;

// Older versions have no bypass list.
const knowsBypass = ({ url }: Call): boolean => (url.searchParams.get('api-version') ?? '') >= '2026-06-04-preview';

function shown(call: Call, gateway: StoredResource): StoredResource {
  if (knowsBypass(call)) return gateway;
  const properties = Object.entries(gateway.properties).filter(([name]) => name !== 'gatewayBypass');
  return { ...gateway, properties: Object.fromEntries(properties) };
}

const list = (call: Call): Reply =>
  pageOf(
    call.store.list(type, pathBefore(call.path, '/providers/')).map((gateway) => shown(call, gateway)),
    call.url,
    100,
  );

const routes: readonly Omit<Route, 'apiVersions'>[] = [
  { method: 'GET', path: `/subscriptions/{subscription}/providers/${type}`, handle: list },
  { method: 'GET', path: one.replace('/{name}', ''), handle: list },
  { method: 'GET', path: one, handle: (call) => onGateway(call, (gateway) => ok(shown(call, gateway))) },
  { method: 'PUT', path: one, handle: put },
  {
    method: 'PATCH',
    path: one,
    handle: (call) => onGateway(call, (gateway) => (isBusy(gateway) ? transitioning : change(call, gateway))),
  },
  { method: 'DELETE', path: one, handle: remove },
];

export const gatewayRoutes: readonly Route[] = routes.map((route) => ({ ...route, apiVersions: gatewayApiVersions }));

function onGateway(call: Call, answer: (gateway: StoredResource) => Reply): Reply {
  const gateway = call.store.get(call.path);
  return gateway ? answer(gateway) : notFound(call.path);
}

const isBusy = (gateway: StoredResource): boolean =>
  ['Creating', 'Updating', 'Deleting'].includes(String(gateway.properties.provisioningState));

// Azure's own words, without a code.
export const transitioning = armError(
  409,
  undefined,
  'Gateway operation not allowed. The Gateway is a transitioning state.',
);

function put(call: Call): Reply {
  const { store, params, path } = call;
  const existing = store.get(path);
  if (existing) return isBusy(existing) ? transitioning : change(call, existing);
  const problem = creationProblem(call);
  if (problem) return problem;

  const { name = '', subscription = '', group = '' } = params;
  const gateway: StoredResource = {
    id: `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`,
    name,
    type,
    location: String(valueAt(call.body, 'location')).replace(/\s+/g, '').toLowerCase(),
    ...tagsOf(call.body),
    properties: {
      gatewayId: fakeGuid(path.toLowerCase()),
      gatewayType: 'Public',
      allowedFeatures: ['*'],
      ...writable(call),
      provisioningState: 'Creating',
    },
  };
  store.put(gateway);
  return startLongRunning(call, {
    status: 201,
    body: { ...gateway },
    provider: 'Microsoft.HybridCompute',
    location: gateway.location,
    seconds: secondsToCreate,
    finish: () => {
      store.update(path, { provisioningState: 'Succeeded', gatewayEndpoint: endpointOf(path) });
    },
  });
}

function creationProblem(call: Call): Reply | undefined {
  const { name = '', subscription = '', group = '' } = call.params;
  if (call.store.registrationOf(subscription) !== 'Registered') {
    return armError(
      409,
      'MissingSubscriptionRegistration',
      "The subscription is not registered to use namespace 'Microsoft.HybridCompute'. See https://aka.ms/rps-not-found for how to register subscriptions.",
    );
  }
  if (!hasResourceGroup(call)) {
    return armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  }
  if (!/^[a-zA-Z0-9\-_.]{1,54}$/.test(name)) {
    return badRequest('InvalidResourceName', `The gateway name '${name}' must match ^[a-zA-Z0-9-_\\.]{1,54}$.`);
  }
  if (!valueAt(call.body, 'location')) {
    return badRequest('LocationRequired', 'The location property is required for this definition.');
  }
  if (call.store.list(type, `/subscriptions/${subscription}`).length >= maximumPerSubscription) {
    return badRequest('QuotaExceeded', `A subscription can have at most ${maximumPerSubscription} gateways.`);
  }
  return undefined;
}

function change(call: Call, gateway: StoredResource): Reply {
  const changed = {
    ...gateway,
    ...tagsOf(call.body),
    properties: { ...gateway.properties, ...writable(call) },
  };
  call.store.put(changed);
  return ok(shown(call, changed));
}

function remove(call: Call): Reply {
  const { store, path } = call;
  const gateway = store.get(path);
  if (!gateway) return { status: 204 };
  if (isBusy(gateway)) return transitioning;
  // Azure gives the domain of all gateways as the endpoint during deletion.
  store.update(path, { provisioningState: 'Deleting', gatewayEndpoint: 'gw.arc.azure.com' });
  return startLongRunning(call, {
    status: 202,
    body: { ...store.get(path) },
    provider: 'Microsoft.HybridCompute',
    location: gateway.location,
    seconds: secondsToDelete,
    finish: () => {
      store.delete(path);
    },
  });
}

function writable(call: Call): Json {
  const properties = valueAt(call.body, 'properties');
  if (!isRecord(properties)) return {};
  const names = ['allowedFeatures', ...(knowsBypass(call) ? ['gatewayBypass'] : [])];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function tagsOf(body: unknown): Pick<StoredResource, 'tags'> {
  const tags = valueAt(body, 'tags');
  if (!isRecord(tags)) return {};
  return { tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)])) };
}

const endpointOf = (path: string): string => `${fakeGuid(path.toLowerCase()).slice(0, 8)}.gw.arc.azure.com`;
