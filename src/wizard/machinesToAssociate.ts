import { isRecord } from '../kernel/isRecord';
import { lookUp } from '../kernel/lookUp';
import { associationOf, type Inventory } from '../kernel/inventory';
import { memoize, memoizeLast } from '../kernel/memo';
import { sameResource } from '../kernel/resources';
import { machinesOfGroup } from '../inventory';

/** As many as a person can look through; beyond that, names are pasted. Every pushed state carries them. */
const mostMachines = 500;

const memberOf = (section: unknown, key: string): unknown => (isRecord(section) ? lookUp(section, key) : undefined);

const textIn = (section: unknown, key: string): string => {
  const value = memberOf(section, key);
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
};

/** Names of the machines in a document's resource group that are not associated with its gateway, for connected servers. */
export function machinesToAssociate(
  inventory: Inventory,
  { targets, azure, gateway }: Readonly<Record<string, unknown>>,
): string[] {
  if (textIn(memberOf(targets, 'servers'), 'state') !== 'connected') return [];
  return machinesWithout(inventory)(
    textIn(azure, 'subscriptionId'),
    textIn(azure, 'resourceGroup'),
    textIn(gateway, 'id'),
  );
}

/** Most edits of a document leave its group and its gateway as they are. */
const machinesWithout = memoize((inventory: Inventory) =>
  memoizeLast((subscriptionId: string, group: string, gatewayId: string) =>
    machinesOfGroup(inventory, subscriptionId, group)
      .filter((machine) => {
        const association = associationOf(inventory, machine);
        const current = association.status === 'read' ? (association.gatewayId ?? '') : '';
        return current === '' || !sameResource(current, gatewayId);
      })
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b))
      .slice(0, mostMachines),
  ),
);
