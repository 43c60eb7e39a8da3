import type { Clock } from '../kernel/clock';
import { type Cloud, publicCloud } from '../kernel/knowledge/clouds';
import type { ArcApi } from '../kernel/ports';
import { QuotaWindow, SubscriptionPacers } from '../throttling';
import { type ArmOptions, createArm } from './arm';
import { readClusterGateway, setClusterGateway } from './clusters';
import { gatewayApi } from './gatewayApi';
import { machineClock } from './clock';
import { readGateway } from './gateways';
import { graphQuota } from './graph';
import { readAutomaticUpgrade, setAutomaticUpgrade } from './agentUpgrade';
import { readInventory } from './inventory';
import { readPermissions } from './permissions';
import { readProviderState, registerProvider } from './providers';
import { readResource } from './resource';
import { runOnMachine } from './runCommand';
import { readAssociation, writeAssociation } from './settings';
import { listSubscriptions } from './subscriptions';
import { listTenants } from './tenants';
import { withoutGateways } from './withoutGateways';

export interface ArcApiOptions extends Omit<ArmOptions, 'cloud'> {
  /** Default: the public cloud. */
  readonly cloud?: Cloud | undefined;
  readonly clock?: Clock | undefined;
}

/** Caches tokens, so create a new one after another sign-in. */
export function createArcApi({ cloud = publicCloud, clock = machineClock, ...options }: ArcApiOptions): ArcApi {
  const arm = createArm({ ...options, cloud });
  const pacers = new SubscriptionPacers(clock);
  const source = { arm, pacers, graphQuota: new QuotaWindow(graphQuota, clock) };
  const api: ArcApi = {
    tenants: (signal) => listTenants(arm, signal),
    subscriptions: (signal) => listSubscriptions(arm, signal),
    inventory: (subscriptionIds, signal, onProgress) => readInventory(source, subscriptionIds, signal, onProgress),
    resource: (id, signal) => readResource(arm, id, signal),
    gateway: (id, signal) => readGateway(arm, id, signal),
    association: (resourceId, signal) => readAssociation(arm, resourceId, signal),
    associate: (resourceId, gatewayId, signal) => writeAssociation(arm, resourceId, gatewayId, signal),
    setClusterGateway: (clusterId, enabled, signal) => setClusterGateway(arm, clusterId, enabled, signal),
    clusterGateway: (clusterId, signal) => readClusterGateway(arm, clusterId, signal),
    setAutomaticUpgrade: (machineId, enabled, signal) => setAutomaticUpgrade(arm, machineId, enabled, signal),
    automaticUpgrade: (machineId, signal) => readAutomaticUpgrade(arm, machineId, signal),
    providerState: (subscriptionId, namespace, signal) => readProviderState(arm, subscriptionId, namespace, signal),
    registerProvider: (subscriptionId, namespace, signal) => registerProvider(arm, subscriptionId, namespace, signal),
    permissions: (scope, signal) => readPermissions(arm, scope, signal),
    runCommand: (machineId, command, signal) => runOnMachine(arm, machineId, command, signal),
    gateways: gatewayApi(arm),
    pacers,
  };
  return cloud.gateways === 'absent' ? withoutGateways(api, cloud) : api;
}
