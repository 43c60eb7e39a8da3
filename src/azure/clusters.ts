import { clusterType } from '../core';
import type { Arm, ArmRequest } from './arm';
import { waitForOperation } from './operations';
import { resourcePath } from './paths';

/** Sets `gateway.enabled` of a connected cluster and waits until Azure has done so; the agents follow later. */
export async function setClusterGateway(
  arm: Arm,
  clusterId: string,
  enabled: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { path, name } = resourcePath(clusterId, clusterType);
  const request: ArmRequest = {
    method: 'PATCH',
    // The first stable version whose model has `gateway`.
    to: { path, apiVersion: '2026-05-01' },
    body: { properties: { gateway: { enabled } } },
    accept: [200, 201, 202],
    action: `switch the gateway of ${name} ${enabled ? 'on' : 'off'}`,
    needs: 'Microsoft.Kubernetes/connectedClusters/write on the cluster (the onboarding role is not enough)',
    resource: `The cluster ${name}`,
  };
  await waitForOperation(arm, request, await arm.send(request, signal), signal);
}
