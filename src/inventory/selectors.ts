import type { ArcError } from '../kernel/errors';
import { associablesOf, type Inventory, type LastVerification, type Observation } from '../kernel/inventory';
import { memoize } from '../kernel/memo';
import type { InventoryReading } from '../kernel/ports';
import { readingLists } from '../kernel/resourceKinds';
import { type Associable, type Machine, resourceKey } from '../kernel/resources';

type Resources = Pick<Inventory, 'reading'>;

export interface ResourceGroup {
  readonly subscriptionId: string;
  readonly name: string;
}

export const observationOf = ({ observations }: Inventory, resource: Associable): Observation | undefined =>
  observations?.get(resourceKey(resource.id));

export const verificationOf = ({ verifications }: Inventory, resource: Associable): LastVerification | undefined =>
  verifications?.get(resourceKey(resource.id));

export const problemsOf = ({ reading }: Resources): readonly ArcError[] =>
  readingLists.flatMap((list) => reading[list].problem ?? []);

export const isEmpty = ({ reading }: Resources): boolean =>
  readingLists.every((list) => reading[list].items.length === 0);

export const resourceGroupsOf = ({ reading }: Resources): readonly ResourceGroup[] => groupsIn(reading);

const groupsIn = /* @__PURE__ */ memoize((reading: InventoryReading): readonly ResourceGroup[] => [
  ...new Map(
    associablesOf({ reading }).map(({ subscriptionId, resourceGroup: name }) => [
      groupKey(subscriptionId, name),
      { subscriptionId, name },
    ]),
  ).values(),
]);

/** Resource IDs. */
export const privateLinkScopesOf = ({ reading }: Resources): readonly string[] => scopesIn(reading);

const scopesIn = /* @__PURE__ */ memoize((reading: InventoryReading): readonly string[] => {
  const ids = associablesOf({ reading }).flatMap(({ privateLinkScopeId }) => privateLinkScopeId ?? []);
  return [...new Map(ids.map((id) => [resourceKey(id), id])).values()];
});

export const machinesOfGroup = ({ reading }: Resources, subscriptionId: string, name: string): readonly Machine[] =>
  machinesByGroup(reading.machines.items).get(groupKey(subscriptionId, name)) ?? [];

const machinesByGroup = /* @__PURE__ */ memoize((machines: readonly Machine[]) =>
  Map.groupBy(machines, ({ subscriptionId, resourceGroup }) => groupKey(subscriptionId, resourceGroup)),
);

const groupKey = (subscriptionId: string, name: string): string => `${subscriptionId}/${name}`.toLowerCase();
