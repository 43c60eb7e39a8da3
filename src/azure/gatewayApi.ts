import type { GatewayApi } from '../kernel/gatewayApi';
import type { Arm } from './arm';
import { createGateway, deleteGateway, followGateway, setGatewayBypass } from './gatewayLife';
import { listGateways, readGatewayDetails } from './gateways';
import { readProvider } from './provider';
import { createResourceGroup, listResourceGroups } from './resourceGroups';

export const gatewayApi = (arm: Arm): GatewayApi => ({
  list: (subscriptionId, signal) => listGateways(arm, subscriptionId, signal),
  details: (id, signal) => readGatewayDetails(arm, id, signal),
  provider: (subscriptionId, signal) => readProvider(arm, subscriptionId, signal),
  resourceGroups: (subscriptionId, signal) => listResourceGroups(arm, subscriptionId, signal),
  createResourceGroup: (subscriptionId, group, signal) => createResourceGroup(arm, subscriptionId, group, signal),
  create: (gateway, signal) => createGateway(arm, gateway, signal),
  delete: (id, signal) => deleteGateway(arm, id, signal),
  follow: (operation, report, signal) => followGateway(arm, operation, report, signal),
  setBypass: (id, hosts, signal) => setGatewayBypass(arm, id, hosts, signal),
});
