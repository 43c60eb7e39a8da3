import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { ResourceGroup } from '../kernel/gatewayApi';
import type { Arm, ArmRequest } from './arm';
import { readPages } from './paging';
import { subscriptionPath } from './paths';
import { resourcesVersion } from './provider';

const resourceGroup = v.object({ name: v.string(), location: v.string() });

/** Sorted by name. */
export async function listResourceGroups(
  arm: Arm,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<readonly ResourceGroup[]> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'resourceGroups'), apiVersion: resourcesVersion },
    action: l10n.t('List the resource groups of the subscription'),
    needs: l10n.t('Reader role on the subscription'),
    resource: l10n.t('Subscription'),
  };
  const groups = await readPages(arm, request, resourceGroup, signal);
  return groups.toSorted((a, b) => a.name.localeCompare(b.name));
}

export async function createResourceGroup(
  arm: Arm,
  subscriptionId: string,
  { name, location }: ResourceGroup,
  signal: AbortSignal,
): Promise<void> {
  await arm.send(
    {
      method: 'PUT',
      to: { path: subscriptionPath(subscriptionId, 'resourceGroups', name), apiVersion: resourcesVersion },
      body: { location },
      accept: [200, 201],
      action: l10n.t`Create resource group ${name}`,
      needs: l10n.t('Contributor role on the subscription (Microsoft.Resources/subscriptions/resourceGroups/write)'),
      resource: l10n.t('Subscription'),
    },
    signal,
  );
}
