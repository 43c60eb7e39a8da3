import * as v from 'valibot';
import { clusterType, gatewayType, machineType } from '../core';
import { type Arm, type ArmRequest, readBody } from './arm';
import { type ResourcePath, resourcePath } from './paths';

// Strict where the inventory is lenient: an unknown form must not be taken for “no association”.
const settings = v.object({
  properties: v.nullish(
    v.object({ gatewayProperties: v.nullish(v.object({ gatewayResourceId: v.nullish(v.string()) })) }),
  ),
});

/** What a 404 says that is about more than the settings: then it is not known whether there is an association. */
const nothingThere = ['SubscriptionNotFound', 'ResourceGroupNotFound', 'ParentResourceNotFound'];

/** The id of the associated gateway. Azure says “none” in four ways: empty, null, absent, and no settings at all. */
export async function readAssociation(arm: Arm, resourceId: string, signal: AbortSignal): Promise<string | undefined> {
  const resource = resourcePath(resourceId, machineType, clusterType);
  const request: ArmRequest = {
    method: 'GET',
    to: settingsOf(resource),
    accept: [200, 404],
    refuse: nothingThere,
    action: `read which gateway ${resource.name} is associated with`,
    needs: 'the role Reader on the resource',
    resource: resource.name,
  };
  const answer = await arm.send(request, signal);
  if (answer.status === 404) return undefined;
  const gatewayId = readBody(settings, answer, request).properties?.gatewayProperties?.gatewayResourceId?.trim();
  return gatewayId === '' ? undefined : gatewayId;
}

/** Associates with a gateway, or with none. Only 200 and 201 mean that it is done. */
export async function writeAssociation(
  arm: Arm,
  resourceId: string,
  gatewayId: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const resource = resourcePath(resourceId, machineType, clusterType);
  if (gatewayId !== undefined) resourcePath(gatewayId, gatewayType);
  const verb = gatewayId === undefined ? 'detach' : 'associate';
  await arm.send(
    {
      ...changeOf(resource, gatewayId?.trim()),
      to: settingsOf(resource),
      isSentOnce: true,
      accept: [200, 201],
      action: `${verb} ${resource.name}`,
      needs: isCluster(resource)
        ? 'Microsoft.Kubernetes/connectedClusters/settings/default/write on the cluster, and Azure Arc Gateway Manager on the gateway'
        : 'the role Azure Connected Machine Resource Administrator on the machine (Microsoft.HybridCompute/settings/write), and Azure Arc Gateway Manager on the gateway',
      resource: resource.name,
    },
    signal,
  );
}

/**
 * Machines take PATCH, with an empty string to clear: that is what is known to remove the association on a live
 * machine. For clusters the Azure CLI is the only evidence, and it sends PUT, with null to clear.
 */
function changeOf(resource: ResourcePath, gatewayId: string | undefined): Pick<ArmRequest, 'method' | 'body'> {
  const body = (value: string | null) => ({ properties: { gatewayProperties: { gatewayResourceId: value } } });
  return isCluster(resource)
    ? { method: 'PUT', body: body(gatewayId ?? null) }
    : { method: 'PATCH', body: body(gatewayId ?? '') };
}

// Machines: the newest stable version. Clusters: the version that the Azure CLI uses for them.
const settingsOf = (resource: ResourcePath) => ({
  path: `${resource.path}/providers/Microsoft.HybridCompute/settings/default`,
  apiVersion: isCluster(resource) ? '2025-02-19-preview' : '2025-01-13',
});

const isCluster = (resource: ResourcePath): boolean => resource.type.toLowerCase() === clusterType.toLowerCase();
