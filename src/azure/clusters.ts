import * as v from 'valibot';
import { clusterType } from '../kernel/resources';
import { type Arm, type ArmRequest, readBody } from './arm';
import { waitForOperation } from './operations';
import { resourcePath } from './paths';

// The first stable version whose model has `gateway`.
const apiVersion = '2026-05-01';

const cluster = v.object({
  properties: v.object({ gateway: v.nullish(v.object({ enabled: v.nullish(v.boolean()) })) }),
});

/** What the cluster says of itself now; undefined when it says nothing. */
export async function readClusterGateway(
  arm: Arm,
  clusterId: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { path, name } = resourcePath(clusterId, clusterType);
  const request: ArmRequest = {
    method: 'GET',
    to: { path, apiVersion },
    action: `read whether ${name} uses a gateway`,
    needs: 'the role Reader on the cluster',
    resource: `The cluster ${name}`,
  };
  return readBody(cluster, await arm.send(request, signal), request).properties.gateway?.enabled ?? undefined;
}

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
    to: { path, apiVersion },
    body: { properties: { gateway: { enabled } } },
    isSentOnce: true,
    accept: [200, 201, 202],
    action: `switch the gateway of ${name} ${enabled ? 'on' : 'off'}`,
    needs: 'Microsoft.Kubernetes/connectedClusters/write on the cluster (the onboarding role is not enough)',
    resource: `The cluster ${name}`,
  };
  await waitForOperation(arm, request, await arm.send(request, signal), signal);
}
