import { isRecord } from '../kernel/isRecord';
import { lookUp } from '../kernel/lookUp';
import { associationOf, type Inventory } from '../kernel/inventory';
import { memoize, memoizeLast } from '../kernel/memo';
import { sameResource } from '../kernel/resources';
import { machinesOfGroup } from '../inventory';

/**
 * As many as users can look through (others are pasted), because every state update includes them.
 */
const mostMachines = 500;

const memberOf = (section: unknown, key: string): unknown => (isRecord(section) ? lookUp(section, key) : undefined);

const textIn = (section: unknown, key: string): string => {
  const value = memberOf(section, key);
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
};

/** Names, for connected servers in the document's resource group. */
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

/** Most edits don't change the group or gateway. */
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
