import type { Site } from '../../../../../src/planning/site/site';
import type { ClusterState } from '../../../../support/clusterTools';
import { clusterSite, examples, gatewayId } from '../../../../unit/planning/targets/clusters/sites';

export const place = clusterSite().azure;
const own = `${place.subscriptionId}/${place.resourceGroup}/aks-ham-01`;

/** Before the cluster is connected; everything is as it should be. */
export const fresh: ClusterState = {
  cliVersion: '2.80.0',
  extensionVersion: '1.11.2',
  tenant: place.tenantId,
  gatewayState: 'Succeeded',
  server: 'https://10.0.0.10:6443',
  currentContext: 'admin@ham',
};
/** Connected, without a gateway. */
export const direct: ClusterState = { ...fresh, resource: true, now: own, status: 'Connected', agent: '1.35.3' };
export const attached: ClusterState = {
  ...direct,
  association: gatewayId.toUpperCase(),
  enabled: true,
  pods: ['pod/arc-proxy-7d4-x', 'pod/clusterconnect-agent-1'],
  proxyGateway: 'contoso-weu.gw.arc.azure.com',
};

export const site = (name: string): Site => {
  const found = examples[name];
  if (!found) throw new Error(name);
  return found;
};
