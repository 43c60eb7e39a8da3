import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { asArcError } from '../kernel/errors';
import { roleName } from '../kernel/knowledge/roles';
import { clusterType, gatewayType, machineType } from '../kernel/resources';
import { type Arm, type ArmRequest, readBody } from './arm';
import { versionsOf, withOfferedVersion } from './apiVersions';
import { associationNotOffered } from './errors';
import type { ArmErrorBody } from './responseErrors';
import { type ResourcePath, resourcePath } from './paths';

// Strict: an unknown format must not count as “no association”.
const settings = v.object({
  properties: v.nullish(
    v.object({ gatewayProperties: v.nullish(v.object({ gatewayResourceId: v.nullish(v.string()) })) }),
  ),
});

/**
 * The gateway ID; undefined if empty, null, absent, or without settings. Throws `Unsupported` without a known API
 * version.
 */
export async function readAssociation(arm: Arm, resourceId: string, signal: AbortSignal): Promise<string | undefined> {
  const resource = resourcePath(resourceId, machineType, clusterType);
  try {
    return await withOfferedVersion(versionsFor(resource), (apiVersion) =>
      readSettings(arm, resource, apiVersion, signal),
    );
  } catch (thrown) {
    if (asArcError(thrown).code !== 'Unsupported') throw thrown;
    throw associationNotOffered(isCluster(resource) ? 'cluster' : 'machine');
  }
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
    action: l10n.t`Read the gateway association of ${resource.name}`,
    needs: l10n.t('Reader role on the resource'),
    resource: resource.name,
  };
  const answer = await arm.send(request, signal);
  if (answer.status === 404) return undefined;
  const gatewayId = readBody(settings, answer, request).properties?.gatewayProperties?.gatewayResourceId?.trim();
  return gatewayId === '' ? undefined : gatewayId;
}

/** Means no settings, unless the missing resource is the machine or cluster itself. */
const isNoSettings = ({ code, message }: ArmErrorBody, { type, name }: ResourcePath): boolean =>
  code === 'ResourceNotFound' && !message.toLowerCase().includes(`'${type}/${name}'`.toLowerCase());

/** Only 200 and 201 mean done. */
export async function writeAssociation(
  arm: Arm,
  resourceId: string,
  gatewayId: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const resource = resourcePath(resourceId, machineType, clusterType);
  if (gatewayId !== undefined) resourcePath(gatewayId, gatewayType);
  const request: Omit<ArmRequest, 'to'> = {
    ...changeOf(resource, gatewayId?.trim()),
    isSentOnce: true,
    accept: [200, 201],
    action: gatewayId === undefined ? l10n.t`Detach ${resource.name}` : l10n.t`Associate ${resource.name}`,
    needs: isCluster(resource)
      ? l10n.t`Microsoft.Kubernetes/connectedClusters/settings/default/write on the cluster, and ${roleName('gatewayManager')} role on the gateway`
      : l10n.t`${roleName('machineAdministrator')} role on the machine (Microsoft.HybridCompute/settings/write), and ${roleName('gatewayManager')} role on the gateway`,
    resource: resource.name,
  };
  await withOfferedVersion(versionsFor(resource), (apiVersion) =>
    arm.send({ ...request, to: settingsOf(resource, apiVersion) }, signal),
  );
}

/** Machines: PATCH, cleared by an empty string, as observed. Clusters: PUT, cleared by null, as in the Azure CLI. */
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

const versionsFor = (resource: ResourcePath): readonly string[] =>
  versionsOf(isCluster(resource) ? 'clusterSettings' : 'machineSettings');

const isCluster = (resource: ResourcePath): boolean => resource.type.toLowerCase() === clusterType.toLowerCase();
