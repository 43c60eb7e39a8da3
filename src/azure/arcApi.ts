import { type ArcApi, type Cloud, publicCloud } from '../core';
import { type ArmOptions, createArm } from './arm';
import { setClusterGateway } from './clusters';
import { readGateway } from './gateways';
import { readInventory } from './inventory';
import { runOnMachine } from './runCommand';
import { readAssociation, writeAssociation } from './settings';
import { listSubscriptions } from './subscriptions';
import { listTenants } from './tenants';
import { withoutGateways } from './withoutGateways';

export interface ArcApiOptions extends Omit<ArmOptions, 'cloud'> {
  /** The public cloud unless told. */
  readonly cloud?: Cloud | undefined;
}

/**
 * Azure as the product sees it. Tokens are cached in the answer for as long as they are valid, so make a new one when
 * the person signs in with another account.
 */
export function createArcApi({ cloud = publicCloud, ...options }: ArcApiOptions): ArcApi {
  const arm = createArm({ ...options, cloud });
  const api: ArcApi = {
    tenants: (signal) => listTenants(arm, signal),
    subscriptions: (signal) => listSubscriptions(arm, signal),
    inventory: (subscriptionIds, signal) => readInventory(arm, subscriptionIds, signal),
    gateway: (id, signal) => readGateway(arm, id, signal),
    association: (resourceId, signal) => readAssociation(arm, resourceId, signal),
    associate: (resourceId, gatewayId, signal) => writeAssociation(arm, resourceId, gatewayId, signal),
    setClusterGateway: (clusterId, enabled, signal) => setClusterGateway(arm, clusterId, enabled, signal),
    runCommand: (machineId, command, signal) => runOnMachine(arm, machineId, command, signal),
  };
  return cloud.gateways === 'absent' ? withoutGateways(api, cloud) : api;
}
