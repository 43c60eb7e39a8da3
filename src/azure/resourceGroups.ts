import * as v from 'valibot';
import type { ResourceGroup } from '../kernel/gatewayApi';
import type { Arm, ArmRequest } from './arm';
import { readPages } from './paging';
import { subscriptionPath } from './paths';
import { resourcesVersion } from './provider';

const resourceGroup = v.object({ name: v.string(), location: v.string() });

/** The resource groups of a subscription, by name. */
export async function listResourceGroups(
  arm: Arm,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<readonly ResourceGroup[]> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'resourceGroups'), apiVersion: resourcesVersion },
    action: 'list the resource groups of the subscription',
    needs: 'the role Reader on the subscription',
    resource: 'The subscription',
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
      action: `create the resource group ${name}`,
      needs: 'the role Contributor on the subscription (Microsoft.Resources/subscriptions/resourceGroups/write)',
      resource: 'The subscription',
    },
    signal,
  );
}
