import { describe, expect, it } from 'vitest';
import type { AssociationPlan } from '../../../../src/association/engine';
import { gatherPlan } from '../../../../src/association/ui/gatherPlan';
import type { AssociationDependencies } from '../../../../src/association/ui/dependencies';
import { ArcError } from '../../../../src/kernel/errors';
import type { Inventory } from '../../../../src/kernel/inventory';
import type { PermissionScope, PermissionSet } from '../../../../src/kernel/knowledge/permissions';
import { type Associable, nameInId, resourceKey } from '../../../../src/kernel/resources';
import type { SeenAssociation } from '../../../../src/inventory';
import { mergeAssociations } from '../../../../src/inventory/updates';
import { FakeAssociations } from '../../../support/fakeAssociations';
import { cluster, gateway, inventory, machine, type Parts } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';

const everything = [{ actions: ['*'], notActions: [] }];
const reader = [{ actions: ['*/read'], notActions: [] }];
const hub = gateway('gw-hub');
const toHub = { kind: 'associate', gateway: { id: hub.id, name: hub.name } } as const;
const machines = Array.from({ length: 4 }, (_, i) => machine(`m-${i}`));
const clusters = [cluster('k-0', { gatewayEnabled: true }), cluster('k-1', { gatewayEnabled: true })];

/** What the inventory says, over an Azure that has no association at all. */
function setUp(parts: Parts) {
  const clock = new VirtualClock();
  const azure = new FakeAssociations(clock);
  const store = {
    inventory: inventory({ gateways: [hub], machines, clusters, ...parts }) as Inventory | undefined,
    mergeAssociations: (seen: readonly SeenAssociation[]) => {
      const read = new Map(seen.map(({ resourceId, association }) => [resourceKey(resourceId), association]));
      if (store.inventory) store.inventory = mergeAssociations(store.inventory, read);
    },
  };
  const states = new Map<string, string>();
  const rights = new Map<string, readonly PermissionSet[]>();
  const rightsRead: string[] = [];
  const api = Object.assign(azure, {
    providerState: async (_: string, namespace: string) => states.get(namespace) ?? 'Registered',
    permissions: async (scope: PermissionScope) => {
      const name = 'resourceId' in scope ? nameInId(scope.resourceId) : scope.resourceGroup;
      rightsRead.push(name);
      return rights.get(name) ?? everything;
    },
  });
  const warned: string[] = [];
  const log = { warn: (message: string) => void warned.push(message) };
  const needs = { inventory: store, tenant: { api: async () => api }, log } as unknown as AssociationDependencies;
  const said: string[] = [];
  const report = (message: string): void => void said.push(message);
  const gather = (resources: readonly Associable[]) =>
    clock.runUntil(gatherPlan(needs, resources, toHub, { signal: new AbortController().signal, report }));
  const plan = async (resources: readonly Associable[]) => (await gather(resources)).plan;
  return { rights, rightsRead, states, gather, azure, store, said, warned, plan };
}
const all = [...machines, ...clusters];
const known = all.map((each) => [each, hub] as const);
const verdicts = ({ items }: AssociationPlan) => items.map(({ verdict }) => verdict);

describe('a plan', () => {
  it('takes nothing for done that Azure does not say is done', async () => {
    const { azure, store, said, plan } = setUp({ associations: known });
    azure.put(machines[0]?.id ?? '', hub.id);
    for (const { id } of clusters) azure.put(id, hub.id);
    azure.putEnabled(clusters[1]?.id ?? '', true);
    const made = await plan(all);
    expect(verdicts(made)).toEqual(['already', 'change', 'change', 'change', 'change', 'already']);
    expect(made.items[1]?.before).toEqual({});
    expect(made.items[4]?.before).toEqual({ gatewayId: hub.id });
    expect(said.at(-1)).toBe('6 of 6 associations read');
    expect(store.inventory?.associations.get(machines[1]?.id.toLowerCase() ?? '')).toEqual({ status: 'read' });
  });

  it('asks no more than once about each, and not at all about what is read again before its write', async () => {
    const { azure, plan } = setUp({ associations: machines.slice(0, 3).map((each) => [each, null] as const) });
    azure.put(machines[3]?.id ?? '', hub.id);
    expect(verdicts(await plan(machines))).toEqual(['change', 'change', 'change', 'already']);
    expect(azure.reads).toBe(1);
  });

  it('names by subscription what is not registered, and blocks what needs it', async () => {
    const { states, gather } = setUp({ associations: known });
    states.set('Microsoft.Kubernetes', 'NotRegistered');
    const [first] = clusters;
    const { plan, unregistered } = await gather(clusters);
    expect(unregistered).toEqual([{ subscriptionId: first?.subscriptionId, namespaces: ['Microsoft.Kubernetes'] }]);
    expect(verdicts(plan)).toEqual(['blocked', 'blocked']);
    expect((await gather(machines)).unregistered).toEqual([]);
  });

  it('reads permissions of groups, and of the resources of a group only where it lacks something', async () => {
    const { rights, rightsRead, plan } = setUp({ associations: known });
    await plan(machines);
    expect(rightsRead.toSorted()).toEqual(['gw-hub', 'rg-edge']);
    rightsRead.length = 0;
    rights.set('rg-edge', reader);
    rights.set('k-1', reader);
    const made = await plan(clusters);
    expect(rightsRead.toSorted()).toEqual(['gw-hub', 'k-0', 'k-1', 'rg-edge']);
    expect(verdicts(made)).toEqual(['change', 'blocked']);
    expect(made.items[1]?.remarks[0]).toMatchObject({
      code: 'association.notPermitted',
      label:
        'not allowed: Microsoft.Kubernetes/connectedClusters/settings/default/write on k-1 (in the role Contributor) and Microsoft.Kubernetes/connectedClusters/write on k-1 (in the role Contributor)',
    });
  });

  it('blocks nothing for permissions that cannot be read', async () => {
    const { rights, plan } = setUp({ associations: known });
    rights.get = () => {
      throw new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    };
    const made = await plan(machines.slice(0, 1));
    expect([verdicts(made), made.items[0]?.remarks.map(({ label }) => label)]).toEqual([
      ['change'],
      ['permissions unknown'],
    ]);
  });

  it('does not call done what cannot be read', async () => {
    const { azure, warned, plan } = setUp({ associations: known });
    azure.trouble = () => new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    expect(verdicts(await plan(machines.slice(0, 2)))).toEqual(['blocked', 'blocked']);
    expect(warned).toHaveLength(2);
  });
});
