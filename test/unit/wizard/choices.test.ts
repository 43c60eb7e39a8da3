import { describe, expect, it } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import type { Inventory } from '../../../src/kernel/inventory';
import { cloudOf, publicCloud } from '../../../src/kernel/knowledge/clouds';
import { type Cluster, type Machine, resourceKey } from '../../../src/kernel/resources';
import { scenarios } from '../../../src/planning/site/scenarios';
import { initialState, type InventoryState } from '../../../src/inventory/state';
import { choicesFrom } from '../../../src/wizard/choices';
import { cluster } from '../../support/resources';

const subscriptionId = '11111111-2222-3333-4444-555555555555';
const id = (group: string, type: string, name: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.HybridCompute/${type}/${name}`;
const gatewayId = id('rg-hub', 'gateways', 'gw');
const scopeId = id('rg-hub', 'privateLinkScopes', 'pls');

const machine = (resourceGroup: string, name: string, privateLinkScopeId?: string): Machine => ({
  kind: 'machine',
  id: id(resourceGroup, 'machines', name),
  name,
  subscriptionId,
  resourceGroup,
  location: 'westeurope',
  tags: {},
  status: 'Connected',
  ...(privateLinkScopeId !== undefined && { privateLinkScopeId }),
});

const machines = [
  machine('RG-Branch', 'srv02', scopeId),
  machine('rg-branch', 'srv01', scopeId.toUpperCase()),
  machine('rg-branch', 'srv-done'),
  machine('rg-other', 'srv03'),
];

const inventory: Inventory = {
  subscriptions: [{ id: subscriptionId, name: 'Production', tenantId: 'tenant' }],
  reading: {
    gateways: { items: [] },
    machines: { items: machines },
    clusters: { items: [] },
    azureLocal: { items: [] },
  },
  associations: new Map([
    [resourceKey(id('rg-branch', 'machines', 'srv-done')), { status: 'read', gatewayId: gatewayId.toUpperCase() }],
    [resourceKey(id('rg-branch', 'machines', 'srv01')), { status: 'read' }],
  ]),
};

const ready = {
  ...initialState,
  kind: 'ready',
  inventory,
  readAt: 1,
  activity: undefined,
  problem: undefined,
} satisfies InventoryState;
const document = (targets: object, more: object = {}): string =>
  JSON.stringify({
    targets,
    gateway: { id: gatewayId },
    azure: { subscriptionId, resourceGroup: 'rg-branch' },
    ...more,
  });
const connected = { os: ['linux'], state: 'connected' };

describe('what the wizard offers', () => {
  it('are machines of the resource group that do not use the gateway yet', () => {
    const offered = (text: string) => choicesFrom(ready, publicCloud, text).machines;
    expect(offered(document(connected))).toEqual(['srv01', 'srv02']);
    expect(offered(document(connected, { gateway: { id: '' } }))).toEqual(['srv-done', 'srv01', 'srv02']);
    expect(offered(document(connected, { azure: [] }))).toEqual([]);
    expect(offered(document({ os: ['linux'] }))).toEqual([]);
    expect(offered('{ nonsense')).toEqual([]);
  });

  it('are few enough to be sent with every state', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => machine('rg-branch', `srv${index}`));
    const large = { ...inventory, reading: { ...inventory.reading, machines: { items } } };
    expect(choicesFrom({ ...ready, inventory: large }, publicCloud, document(connected)).machines).toHaveLength(500);
  });

  it('are the scopes that machines and clusters use, each once', () => {
    const scopesOf = (items: readonly Cluster[]) => {
      const reading = { ...inventory.reading, clusters: { items } };
      return choicesFrom({ ...ready, inventory: { ...inventory, reading } }, publicCloud, '{}').scopes;
    };
    expect(scopesOf([])).toEqual([expect.objectContaining({ name: 'PLS' })]);
    const other = cluster('k', { privateLinkScopeId: id('rg-hub', 'privateLinkScopes', 'pls-k8s') });
    const same = cluster('l', { privateLinkScopeId: scopeId });
    expect(scopesOf([same, other]).map(({ id: each }) => resourceKey(each))).toEqual(
      [scopeId, other.privateLinkScopeId ?? ''].map(resourceKey),
    );
  });

  it('are all scenarios, with the names that their hosts need', () => {
    const offered = choicesFrom(ready, undefined, '{}').scenarios;
    expect(offered.map((each) => each.id)).toEqual(scenarios.map((each) => each.id));
    const names = (scenario: string) => offered.find((each) => each.id === scenario)?.names;
    expect(names('keyVault')).toEqual(['vault']);
    expect(names('azureMonitor')).toEqual(['workspace', 'collection']);
    expect(names('ssh')).toEqual([]);
  });

  it('tells whether it knows all gateways as of now', () => {
    const problem = new ArcError({ code: 'SignedOut' }, 'Signed out.');
    const isAll = (state: InventoryState) => choicesFrom(state, publicCloud, '{}').hasAllGateways;
    const refusing = (kind: 'gateways' | 'machines'): Inventory => ({
      ...inventory,
      reading: { ...inventory.reading, [kind]: { items: [], problem } },
    });
    const part = { ...initialState, part: inventory };
    const states: readonly (readonly [InventoryState, boolean])[] = [
      [ready, true],
      [{ ...ready, inventory: refusing('machines') }, true],
      [{ ...ready, inventory: refusing('gateways') }, false],
      [{ ...ready, kind: 'stale', error: undefined }, false],
      [{ ...part, kind: 'loading' }, false],
      [{ ...part, kind: 'failed', reason: 'canceled' }, false],
      [{ ...initialState, kind: 'loading', part: undefined }, false],
    ];
    expect(states.map(([state]) => isAll(state))).toEqual(states.map(([, expected]) => expected));
  });

  it('tells whether the cloud has gateways', () => {
    const government = cloudOf('AzureUSGovernment');
    if (!government.ok) throw new Error(government.error);
    expect(choicesFrom(ready, government.value, '{}').cloud).toEqual({
      display: 'Azure US Government',
      gateways: 'absent',
    });
    expect(choicesFrom(ready, undefined, '{}').cloud).toBeUndefined();
  });

  it('is nothing while Azure has not answered, and says why when it cannot', () => {
    const none = { ...initialState, part: undefined };
    expect(choicesFrom({ ...none, kind: 'loading' }, undefined, '{}')).toMatchObject({
      status: 'loading',
      machines: [],
    });
    const signedOut = new ArcError({ code: 'SignedOut' }, 'Signed out.');
    for (const reason of [signedOut, 'canceled', 'noSubscription'] as const) {
      const refused = choicesFrom({ ...none, kind: 'failed', reason }, undefined, '{}');
      expect(refused).toMatchObject({ status: 'unavailable', message: expect.stringContaining('by hand') as string });
    }
  });
});
