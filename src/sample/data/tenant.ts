import type { StoredResource, StoredSubscription, TenantData } from '../store';
import { azureLocal, clusters } from './clusters';
import { extraMachine } from './extraMachines';
import { gateways } from './gateways';
import { branches, production, tenantId } from './ids';
import { buildMachine, type ResourceWithSettings } from './machineResource';
import { machineRows } from './machines';

const subscriptions: readonly StoredSubscription[] = [
  {
    id: production,
    name: 'Contoso Production',
    resourceGroups: [
      { name: 'rg-arc-hub', location: 'westeurope' },
      { name: 'rg-web-prod', location: 'westeurope' },
      { name: 'rg-sql-prod', location: 'germanywestcentral' },
      { name: 'rg-app-prod', location: 'westeurope' },
      { name: 'rg-lab', location: 'westeurope' },
      { name: 'rg-k8s-prod', location: 'westeurope' },
      { name: 'rg-azurelocal-ham', location: 'westeurope' },
    ],
  },
  {
    id: branches,
    name: 'Contoso Branches',
    resourceGroups: [
      { name: 'rg-arc-branches', location: 'northeurope' },
      { name: 'rg-stores', location: 'northeurope' },
      { name: 'rg-plants', location: 'swedencentral' },
    ],
  },
];

/** Times are relative to `now`, in Unix milliseconds. */
export function tenantData({ now, extraMachines }: { now: number; extraMachines: number }): TenantData {
  const extra = Array.from({ length: extraMachines }, (_, index) => extraMachine(index));
  const associable: readonly ResourceWithSettings[] = [
    ...[...machineRows, ...extra].map((row) => buildMachine(row, now)),
    ...clusters(now),
  ];
  const resources: StoredResource[] = [...gateways, azureLocal(now), ...associable.map(({ resource }) => resource)];
  const settings = new Map(associable.map(({ resource, gatewayProperties }) => [resource.id, gatewayProperties]));
  const idsOf = (isOne: (each: ResourceWithSettings) => boolean | undefined): readonly string[] =>
    associable.filter((each) => isOne(each)).map(({ resource }) => resource.id);
  return {
    tenantId,
    subscriptions,
    // For custom locations, which no cluster of these plants has yet.
    notRegistered: [{ subscriptionId: branches, namespace: 'Microsoft.ExtendedLocation' }],
    // One cluster of this group is another team's.
    readOnlyGroups: new Map([
      [
        `/subscriptions/${production}/resourceGroups/rg-k8s-prod`,
        resources.map(({ id }) => id).filter((id) => !id.endsWith('/rke2-fra-01')),
      ],
    ]),
    resources,
    settings,
    oldInGraph: idsOf(({ isOldInGraph }) => isOldInGraph),
    withoutSettingsType: idsOf(({ hasNoSettingsType }) => hasNoSettingsType),
  };
}
