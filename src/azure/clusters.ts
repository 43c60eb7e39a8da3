import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { clusterType } from '../kernel/resources';
import { versionsOf } from './apiVersions';
import { type Arm, type ArmRequest, readBody } from './arm';
import { waitForOperation } from './operations';
import { resourcePath } from './paths';

const [apiVersion = ''] = versionsOf('clusters');

const cluster = v.object({
  properties: v.object({ gateway: v.nullish(v.object({ enabled: v.nullish(v.boolean()) })) }),
});

/** Undefined if Azure doesn't report it. */
export async function readClusterGateway(
  arm: Arm,
  clusterId: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { path, name } = resourcePath(clusterId, clusterType);
  const request: ArmRequest = {
    method: 'GET',
    to: { path, apiVersion },
    action: l10n.t`Read the gateway setting of cluster ${name}`,
    needs: l10n.t('Reader role on the cluster'),
    resource: l10n.t`Cluster ${name}`,
  };
  return readBody(cluster, await arm.send(request, signal), request).properties.gateway?.enabled ?? undefined;
}

/** Waits for Azure; the agents follow later. */
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
    action: enabled ? l10n.t`Enable the gateway of cluster ${name}` : l10n.t`Disable the gateway of cluster ${name}`,
    needs: l10n.t('Microsoft.Kubernetes/connectedClusters/write on the cluster (the onboarding role is not enough)'),
    resource: l10n.t`Cluster ${name}`,
  };
  await waitForOperation(arm, request, await arm.send(request, signal), signal);
}
