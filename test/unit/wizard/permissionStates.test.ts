import { expect, it, vi } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import type { PermissionScope } from '../../../src/kernel/knowledge/permissions';
import { checkSite } from '../../../src/planning';
import { PermissionStates } from '../../../src/wizard/permissionStates';
import { clusterSite } from '../planning/targets/clusters/sites';

const site = clusterSite();
const { subscriptionId, resourceGroup } = site.azure;
const elsewhere = {
  ...site,
  targets: {
    servers: { os: ['linux'] as const },
    clusters: [
      { name: 'a', azure: { resourceGroup: 'rg-clusters' } },
      { name: 'b', azure: { resourceGroup: 'rg-new' } },
      { name: 'c', azure: { resourceGroup: 'rg-closed' } },
    ],
  },
};

it('reads each resource group of a site once, and says what its account may not do there', async () => {
  const onChange = vi.fn();
  const onFailure = vi.fn();
  const read = vi.fn(async (scope: PermissionScope) => {
    const group = 'resourceGroup' in scope ? scope.resourceGroup : '';
    if (group === 'rg-new') throw new ArcError({ code: 'NotFound', resource: 'rg-new' }, 'No such group.');
    if (group === 'rg-closed') throw new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    return [{ actions: group === 'rg-clusters' ? ['*/read'] : ['*'], notActions: [] }];
  });
  const states = new PermissionStates(read, onChange, onFailure);
  expect(states.of(elsewhere, [])).toEqual({});
  states.of(elsewhere, [subscriptionId.toUpperCase()]);
  states.of(elsewhere, [subscriptionId]);
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalledTimes(1));
  expect(read).toHaveBeenCalledTimes(4);
  expect(onFailure.mock.calls[0]?.[0]).toBe('rg-closed');
  const known = states.of(elsewhere, [subscriptionId]);
  expect(Object.keys(known)).toEqual([`${subscriptionId}/${resourceGroup}`, `${subscriptionId}/rg-clusters`]);
  const found = checkSite(elsewhere, { permissions: known }).filter(({ code }) => code === 'azure.notPermitted');
  expect(found).toMatchObject([
    {
      severity: 'warning',
      path: 'targets.clusters.0.azure',
      message:
        'Your account may not do this in the resource group rg-clusters: Microsoft.Kubernetes/connectedClusters/write and Microsoft.Kubernetes/connectedClusters/settings/default/write.',
    },
  ]);
  expect(found[0]?.fix).toContain(
    `--role 'Contributor' --scope '/subscriptions/${subscriptionId}/resourceGroups/rg-clusters'`,
  );
  states.forget();
  states.of(elsewhere, [subscriptionId]);
  expect(read).toHaveBeenCalledTimes(8);
});
