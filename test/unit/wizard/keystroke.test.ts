import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { connect } from '../../../src/contract/client';
import type { Handlers } from '../../../src/contract/protocol';
import { serve } from '../../../src/contract/server';
import { wizardContract, type WizardState } from '../../../src/contract/wizard';
import { initialState, type InventoryState } from '../../../src/inventory/state';
import { reduce } from '../../../src/inventory/reduce';
import type { Association, Inventory } from '../../../src/kernel/inventory';
import { publicCloud } from '../../../src/kernel/knowledge/clouds';
import { resourceKey } from '../../../src/kernel/resources';
import { choicesFrom } from '../../../src/wizard/choices';
import { editDocument } from '../../../src/wizard/documentJson';
import { wizardRequests } from '../../../src/contract/wizardRequests';
import { createPlanner } from '../../../src/planning';
import { createWizardState, stateForPage } from '../../../src/wizard/wizardState';
import { countVisits } from '../../support/countedVisits';
import { cluster, gateway, inventory, machine, subscriptionId } from '../../support/resources';

const hub = gateway('gw-hub');
const machines = Array.from({ length: 300 }, (_, index) =>
  machine(`srv-${index}`, { resourceGroup: index < 200 ? 'rg-edge' : 'rg-other' }),
);

/** An inventory that counts how often a row of its lists, or an association, is looked at. */
function countedInventory() {
  const count = { visits: 0 };
  class CountedMap extends Map<string, Association> {
    override get(key: string): Association | undefined {
      count.visits += 1;
      return super.get(key);
    }
  }
  const associations = new CountedMap([[resourceKey(machines[0]?.id ?? ''), { status: 'read', gatewayId: hub.id }]]);
  const { subscriptions, reading } = inventory({ gateways: [hub], machines, clusters: [cluster('k')] });
  const { gateways, clusters, azureLocal } = reading;
  const shown: Inventory = {
    subscriptions: countVisits(subscriptions, count),
    reading: {
      gateways: { items: countVisits(gateways.items, count) },
      machines: { items: countVisits(machines, count) },
      clusters: { items: countVisits(clusters.items, count) },
      azureLocal: { items: countVisits(azureLocal.items, count) },
    },
    associations,
  };
  return { shown, count };
}

const stateWith = (shown: Inventory): InventoryState => ({
  ...initialState,
  kind: 'ready',
  inventory: shown,
  readAt: 1,
  activity: undefined,
  problem: undefined,
});

const example = readFileSync(path.resolve(import.meta.dirname, '../../../media/example.arc.json'), 'utf8');
const connected = editDocument(example, [
  { path: ['targets', 'servers', 'state'], value: 'connected' },
  { path: ['targets', 'servers', 'machines'], value: ['srv-1'] },
  { path: ['azure', 'subscriptionId'], value: subscriptionId },
  { path: ['azure', 'tenantId'], value: '99999999-8888-7777-6666-555555555555' },
  { path: ['azure', 'resourceGroup'], value: 'rg-edge' },
  { path: ['gateway', 'id'], value: hub.id },
]);

/** One open wizard, and how many rows each of its states has looked at. */
function openWizard(state: () => InventoryState, count: { visits: number }) {
  const plan = createPlanner();
  const wizardState = createWizardState(async () => plan);
  let revision = 0;
  return async (text: string) => {
    count.visits = 0;
    const facts = { text, revision: ++revision, fileName: 'branch.arc.json', isDirty: true, isSample: false };
    const shown = await wizardState(facts, choicesFrom(state(), publicCloud, text));
    return { shown, visits: count.visits };
  };
}

it('a keystroke in the wizard visits no row of the inventory', async () => {
  const { shown, count } = countedInventory();
  const state = stateWith(shown);
  const type = openWizard(() => state, count);
  const first = await type(connected);
  expect(first.visits).toBeGreaterThanOrEqual(machines.length);
  expect(first.shown.choices.machines).toHaveLength(199);
  expect(first.shown.choices.resourceGroups).toHaveLength(2);
  for (const [place, text] of [
    [['network', 'proxyUrl'], 'http://proxy.contoso.com:3128'],
    [['azure', 'region'], 'northeurope'],
    [['tags', 'Datacenter'], 'Lyon'],
  ] as const) {
    for (let length = 1; length <= text.length; length += 1) {
      const edited = editDocument(connected, [{ path: [...place], value: text.slice(0, length) }]);
      const { shown: next, visits } = await type(edited);
      expect(visits).toBe(0);
      expect(next.document).not.toEqual(first.shown.document);
      expect(next.choices.machines).toEqual(first.shown.choices.machines);
    }
  }
});

it('another resource group visits its machines alone, and once', async () => {
  const { shown, count } = countedInventory();
  const state = stateWith(shown);
  const type = openWizard(() => state, count);
  await type(connected);
  const other = editDocument(connected, [{ path: ['azure', 'resourceGroup'], value: 'rg-other' }]);
  expect((await type(other)).visits).toBe(100);
  expect((await type(editDocument(other, [{ path: ['tags', 'Datacenter'], value: 'Lyon' }]))).visits).toBe(0);
});

it('copying a script, which asks for the state of an unchanged document, visits nothing and plans nothing', async () => {
  const { shown, count } = countedInventory();
  const state = stateWith(shown);
  const type = openWizard(() => state, count);
  const { plan } = (await type(connected)).shown;
  const again = await type(connected);
  expect(again.visits).toBe(0);
  expect(plan?.scripts.length).toBeGreaterThan(0);
  expect(again.shown.plan).toBe(plan);
});

it('an association that is read plans nothing again, and shows which machines are left', async () => {
  const { shown, count } = countedInventory();
  let state = stateWith(shown);
  const type = openWizard(() => state, count);
  const { plan, choices } = (await type(connected)).shown;
  state = reduce(state, {
    type: 'associationsRead',
    tenant: 0,
    associations: new Map([[resourceKey(machines[1]?.id ?? ''), { status: 'read', gatewayId: hub.id }]]),
  });
  const next = await type(connected);
  expect(next.shown.plan).toBe(plan);
  expect(next.shown.choices.gateways).toBe(choices.gateways);
  expect(next.shown.choices.machines).toEqual(choices.machines.filter((name) => name !== 'srv-1'));
});

it('a keystroke sends what it changes of the plan, and leaves all else the same objects on the page', async () => {
  const clusters = Array.from({ length: 20 }, (_, index) => ({
    name: `k8s-${index}`,
    serviceRange: '10.96.0.0/12',
    podRange: '10.244.0.0/16',
    apiServer: '10.0.0.10:6443',
  }));
  const large = editDocument(connected, [{ path: ['targets', 'clusters'], value: clusters }]);
  const { shown, count } = countedInventory();
  const state = stateWith(shown);
  const type = openWizard(() => state, count);
  const sizes: number[] = [];
  const states: WizardState[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const post = (message: unknown): void => {
    sizes.push(JSON.stringify(message).length);
    receive(JSON.parse(JSON.stringify(message)));
  };
  const server = serve(
    wizardContract,
    {} as Handlers<typeof wizardContract>,
    { post },
    { onReady: vi.fn(), onError: vi.fn() },
  );
  connect<typeof wizardContract>(
    wizardRequests,
    { post: vi.fn(), listen: (listener) => (receive = listener) },
    (next) => states.push(next),
  );
  const push = async (text: string) => {
    server.push(stateForPage((await type(text)).shown, {}));
  };
  await push(large);
  const renamed = editDocument(large, [{ path: ['targets', 'clusters', 7, 'name'], value: 'k8s-renamed' }]);
  await push(renamed);
  await push(editDocument(renamed, [{ path: ['tags', 'Datacenter'], value: 'L' }]));
  const [first, second, third] = states;
  if (!first?.plan || !second?.plan || !third?.plan) throw new Error('There are fewer states with a plan.');
  const changed = <T>(before: readonly T[], now: readonly T[]) => now.filter((each, index) => each !== before[index]);
  const own = ({ cluster }: { readonly cluster?: string }) => cluster === 'k8s-renamed';
  expect(second.plan.scripts.filter(own).length).toBeGreaterThan(3);
  expect(changed(first.plan.scripts, second.plan.scripts)).toEqual(second.plan.scripts.filter(own));
  expect(changed(first.plan.nextSteps, second.plan.nextSteps).every(({ title }) => title.includes('k8s-renamed'))).toBe(
    true,
  );
  expect(second.plan.nextSteps.length).toBeGreaterThan(60);
  expect([second.plan.endpoints, second.choices]).toEqual([first.plan.endpoints, first.choices]);
  expect(second.plan.endpoints).toBe(first.plan.endpoints);
  expect(second.choices).toBe(first.choices);
  // The targets are planned again with other tags, and their plan is the same.
  expect(third.plan).toBe(second.plan);
  expect(third.document).not.toEqual(second.document);
  const [whole = 0, ofCluster = 0, ofTag = 0] = sizes;
  expect(ofCluster).toBeLessThan(whole / 10);
  expect(ofTag).toBeLessThan(300);
});
