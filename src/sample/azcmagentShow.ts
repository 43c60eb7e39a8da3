import { arcProxyUrl } from '../kernel/knowledge/agentServices';
import { servicesOf } from './agentServices';
import { valueAt } from './http';
import type { Store, StoredResource } from './store';

/** Output of `azcmagent show -j`, with the keys that scripts read. */
export function azcmagentShow(store: Store, machine: StoredResource, now: number): string {
  const [, , subscriptionId, , resourceGroup] = machine.id.split('/');
  const gatewayId = valueAt(store.settings(machine.id), 'gatewayResourceId');
  const gateway = typeof gatewayId === 'string' && gatewayId ? store.get(gatewayId) : undefined;
  const endpoint = gateway && valueAt(gateway, 'properties.gatewayEndpoint');
  const proxy = valueAt(machine, 'properties.agentConfiguration.proxyUrl');
  const hasEndpoint = typeof endpoint === 'string';
  return JSON.stringify({
    resourceName: machine.name,
    resourceGroup,
    resourceNamespace: 'Microsoft.HybridCompute',
    resourceId: machine.id,
    subscriptionId,
    tenantId: store.tenantId,
    vmId: valueAt(machine, 'properties.vmId'),
    location: machine.location,
    cloud: 'AzureCloud',
    agentVersion: valueAt(machine, 'properties.agentVersion'),
    status: valueAt(machine, 'properties.status'),
    lastHeartbeat: new Date(now - 90_000).toISOString(),
    errorCode: '',
    errorDetails: '',
    // Behind a gateway the agent uses the local Arc proxy, which uses the upstream proxy.
    httpsProxy: hasEndpoint ? arcProxyUrl : (proxy ?? ''),
    upstreamProxy: hasEndpoint ? (proxy ?? '') : '',
    gatewayUrl: hasEndpoint ? `https://${endpoint.replace(/^https:\/\//, '')}` : '',
    privateLinkScope: valueAt(machine, 'properties.privateLinkScopeResourceId') ?? '',
    services: servicesOf(store, machine),
  });
}
