import * as l10n from '@vscode/l10n';
import { azureLocalType, clusterType, gatewayType, machineType } from '../kernel/resources';
import { versionsOf, withOfferedVersion } from './apiVersions';
import type { Arm, ArmRequest } from './arm';
import { resourcePath } from './paths';

const versionsByType: readonly (readonly [type: string, versions: readonly string[]])[] = [
  [gatewayType, [...versionsOf('gatewayBypass'), ...versionsOf('gateways')]],
  [machineType, versionsOf('machines')],
  [clusterType, versionsOf('clusters')],
  [azureLocalType, versionsOf('azureLocal')],
];

/** As Azure returns it: parsed JSON of any shape. */
export function readResource(arm: Arm, id: string, signal: AbortSignal): Promise<unknown> {
  const { path, name, type } = resourcePath(id, ...versionsByType.map(([known]) => known));
  const [, versions = []] = versionsByType.find(([known]) => known.toLowerCase() === type.toLowerCase()) ?? [];
  return withOfferedVersion(versions, async (apiVersion) => {
    const request: ArmRequest = {
      method: 'GET',
      to: { path, apiVersion },
      action: l10n.t`Read ${name}`,
      needs: l10n.t('Reader role on the resource'),
      resource: name,
    };
    return (await arm.send(request, signal)).body;
  });
}
