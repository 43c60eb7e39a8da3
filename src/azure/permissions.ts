import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { PermissionScope, PermissionSet } from '../kernel/knowledge/permissions';
import { clusterType, gatewayType, machineType, nameInId } from '../kernel/resources';
import type { Arm } from './arm';
import { pagesOf } from './paging';
import { resourcePath, subscriptionPath } from './paths';

const list = v.nullish(v.array(v.string()));
const set = v.object({ actions: list, notActions: list });

/** What the caller may do at the scope, with what is inherited. */
export async function readPermissions(
  arm: Arm,
  scope: PermissionScope,
  signal: AbortSignal,
): Promise<readonly PermissionSet[]> {
  const path =
    'resourceId' in scope
      ? resourcePath(scope.resourceId, machineType, clusterType, gatewayType).path
      : subscriptionPath(scope.subscriptionId, 'resourceGroups', scope.resourceGroup);
  const request = {
    method: 'GET',
    to: { path: `${path}/providers/Microsoft.Authorization/permissions`, apiVersion: '2022-04-01' },
    action: l10n.t('Read your permissions'),
    needs: l10n.t('Reader role on the resource'),
    resource: 'resourceId' in scope ? nameInId(scope.resourceId) : scope.resourceGroup,
  } as const;
  const found: PermissionSet[] = [];
  for await (const items of pagesOf(arm, request, set, signal)) {
    found.push(...items.map(({ actions, notActions }) => ({ actions: actions ?? [], notActions: notActions ?? [] })));
  }
  return found;
}
