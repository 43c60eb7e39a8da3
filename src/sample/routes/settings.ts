import { armError, badRequest, type Json, notFound, ok, type Reply, valueAt } from '../http';
import type { Call, Route } from '../router';
import type { StoredResource } from '../store';
import { gatewayApiVersions, transitioning } from './gateways';
import { refusalOf } from './permissions';

const path = '{base}/providers/Microsoft.HybridCompute/settings/default';

const routes: readonly Omit<Route, 'apiVersions'>[] = [
  { method: 'GET', path, handle: (call) => onBase(call, (base) => read(call, base)) },
  { method: 'PUT', path, handle: (call) => onBase(call, (base) => refused(call, base) ?? write(call, base)) },
  { method: 'PATCH', path, handle: (call) => onBase(call, (base) => refused(call, base) ?? write(call, base)) },
];

export const settingsRoutes: readonly Route[] = routes.map((route) => ({ ...route, apiVersions: gatewayApiVersions }));

const refused = ({ store }: Call, { id }: StoredResource): Reply | undefined =>
  refusalOf(store, id, 'Microsoft.HybridCompute/settings/write');

const baseTypes = ['microsoft.hybridcompute/machines', 'microsoft.kubernetes/connectedclusters'];

function onBase({ store, params }: Call, answer: (base: StoredResource) => Reply): Reply {
  const id = params.base ?? '';
  const base = store.get(id);
  return base && baseTypes.includes(base.type.toLowerCase()) ? answer(base) : notFound(id);
}

function read(call: Call, base: StoredResource): Reply {
  if (call.store.hasSettingsType(base.id)) return ok(describe(call, base));
  const version = call.url.searchParams.get('api-version') ?? '';
  const message = `The resource type 'settings' could not be found in the namespace 'Microsoft.HybridCompute' for api version '${version}'.`;
  return armError(404, 'InvalidResourceType', message);
}

function write(call: Call, base: StoredResource): Reply {
  const { store, body } = call;
  const gatewayId = valueAt(body, 'properties.gatewayProperties.gatewayResourceId');
  if (gatewayId !== null && typeof gatewayId !== 'string') {
    return badRequest(
      'InvalidRequestContent',
      'properties.gatewayProperties.gatewayResourceId must be a string or null.',
    );
  }
  if (gatewayId) {
    const gateway = store.get(gatewayId);
    if (gateway?.type !== 'Microsoft.HybridCompute/gateways') return notFound(gatewayId);
    if (gateway.properties.provisioningState !== 'Succeeded') return transitioning;
  }
  store.setSettings(base.id, { gatewayResourceId: gatewayId });
  return ok(describe(call, base));
}

const describe = ({ store }: Call, base: StoredResource): Json => ({
  id: `${base.id}/providers/Microsoft.HybridCompute/settings/default`,
  name: 'default',
  type: 'Microsoft.HybridCompute/settings',
  location: base.location,
  properties: { tenantId: store.tenantId, gatewayProperties: store.settings(base.id) },
});
