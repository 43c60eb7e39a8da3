import * as v from 'valibot';
import { ArcError, isArcError } from '../kernel/errors';
import { clusterType, gatewayType, machineType } from '../kernel/resources';
import { type Arm, type ArmRequest, readBody } from './arm';
import type { ArmErrorBody } from './errors';
import { type ResourcePath, resourcePath } from './paths';

// Strict where the inventory is lenient: an unknown form must not be taken for “no association”.
const settings = v.object({
  properties: v.nullish(
    v.object({ gatewayProperties: v.nullish(v.object({ gatewayResourceId: v.nullish(v.string()) })) }),
  ),
});

/**
 * The id of the associated gateway. Azure says “none” in four ways: empty, null, absent, and that there are no settings.
 * Throws `Unsupported` where it offers the settings in no version that is known here.
 */
export async function readAssociation(arm: Arm, resourceId: string, signal: AbortSignal): Promise<string | undefined> {
  const resource = resourcePath(resourceId, machineType, clusterType);
  for (const apiVersion of versionsFor(resource)) {
    try {
      return await readSettings(arm, resource, apiVersion, signal);
    } catch (thrown) {
      if (!isArcError(thrown) || thrown.code !== 'Unsupported') throw thrown;
    }
  }
  throw notOffered(resource);
}

async function readSettings(
  arm: Arm,
  resource: ResourcePath,
  apiVersion: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const request: ArmRequest = {
    method: 'GET',
    to: settingsOf(resource, apiVersion),
    accept: [200],
    acceptError: (error, status) => status === 404 && isNoSettings(error, resource),
    action: `read which gateway ${resource.name} is associated with`,
    needs: 'the role Reader on the resource',
    resource: resource.name,
  };
  const answer = await arm.send(request, signal);
  if (answer.status === 404) return undefined;
  const gatewayId = readBody(settings, answer, request).properties?.gatewayProperties?.gatewayResourceId?.trim();
  return gatewayId === '' ? undefined : gatewayId;
}

/** Only this code says that there are no settings, and not where it names the resource that would have them. */
const isNoSettings = ({ code, message }: ArmErrorBody, { type, name }: ResourcePath): boolean =>
  code === 'ResourceNotFound' && !message.toLowerCase().includes(`'${type}/${name}'`.toLowerCase());

const notOffered = (resource: ResourcePath): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    isCluster(resource)
      ? 'Azure does not offer here to read which gateway a cluster uses. Ask the cluster with “az connectedk8s show --query gateway.enabled”; change it with “az connectedk8s update”, which does not read it first.'
      : 'Azure does not offer here to read which gateway a machine uses. Ask the machine with “azcmagent show”.',
  );

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
      to: settingsOf(resource, versionsFor(resource)[0]),
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

const settingsOf = (resource: ResourcePath, apiVersion: string) => ({
  path: `${resource.path}/providers/Microsoft.HybridCompute/settings/default`,
  apiVersion,
});

/** Clusters: the version that the Azure CLI uses for them first. Source: bicep-types-az and connectedk8s, 2026-11. */
const versionsFor = (resource: ResourcePath): readonly [string, ...string[]] =>
  isCluster(resource) ? ['2025-02-19-preview', '2025-01-13'] : ['2025-01-13'];

const isCluster = (resource: ResourcePath): boolean => resource.type.toLowerCase() === clusterType.toLowerCase();
