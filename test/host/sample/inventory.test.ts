import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ArcError, type ArcApi, type InventoryReading, type Subscription } from '../../../src/core';
import { InventoryStore } from '../../../src/host/inventoryStore';
import type { Log } from '../../../src/host/log';
import type { Tenant } from '../../../src/host/tenant';
import { InventoryTree } from '../../../src/tree/provider';
import { gateway, inventory, machine } from '../../support/resources';

const hub = gateway('gw-hub');
const other = gateway('gw-other');
const web = machine('web-1');
const sql = machine('sql-1');
const full = inventory({ gateways: [hub, other], machines: [web, sql] });
const nothing = inventory({});
const unreachable = new ArcError({ code: 'Unreachable', host: 'management.azure.com', cause: 'dns' }, 'No such name.');

interface Answers {
  subscriptions?: readonly Subscription[] | ArcError;
  reading?: InventoryReading;
  associations?: Record<string, string | undefined>;
}

/** A store over an Azure that answers as told, and counts how often it is asked. */
function storeOver(answers: Answers): { store: InventoryStore; asked: { inventory: number }; answers: Answers } {
  const asked = { inventory: 0 };
  const api: ArcApi = {
    tenants: () => Promise.reject(new Error('not asked for here')),
    subscriptions: async () => {
      const { subscriptions = full.subscriptions } = answers;
      if (subscriptions instanceof Error) throw subscriptions;
      return subscriptions;
    },
    inventory: async () => {
      asked.inventory++;
      return answers.reading ?? full.reading;
    },
    association: async (id) => answers.associations?.[id],
    gateway: () => Promise.reject(new Error('not asked for here')),
    associate: () => Promise.reject(new Error('not asked for here')),
    setClusterGateway: () => Promise.reject(new Error('not asked for here')),
  };
  const quiet = (): void => undefined;
  const log: Log = { info: quiet, warn: quiet, error: quiet, show: quiet };
  const tenant = { api: async () => api, onDidChange: new vscode.EventEmitter<void>().event } as unknown as Tenant;
  return { store: new InventoryStore(tenant, { subscriptionsOf: (all) => all }, log), asked, answers };
}

describe('the inventory', () => {
  it('is ready with every association read', async () => {
    const { store } = storeOver({ associations: { [web.id]: hub.id } });
    await store.ensure();
    await store.settled();
    assert.equal(store.status, 'ready');
    assert.deepEqual(store.inventory?.associations.get(web.id.toLowerCase()), { status: 'read', gatewayId: hub.id });
    assert.deepEqual(store.inventory.associations.get(sql.id.toLowerCase()), { status: 'read' });
  });

  const states: readonly (readonly [string, Answers, InventoryStore['status']])[] = [
    ['signed out', { subscriptions: new ArcError({ code: 'SignedOut' }, 'Sign in.') }, 'signedOut'],
    [
      'without consent',
      { subscriptions: new ArcError({ code: 'SignedOut', obstacle: 'consent' }, 'Consent.') },
      'consentNeeded',
    ],
    [
      'in the wrong tenant',
      { subscriptions: new ArcError({ code: 'SignedOut', obstacle: 'wrongTenant' }, 'Tenant.') },
      'wrongTenant',
    ],
    [
      'with an expired secret',
      { subscriptions: new ArcError({ code: 'SignedOut', obstacle: 'credential' }, 'Secret.') },
      'credentialRejected',
    ],
    [
      'behind a policy',
      { subscriptions: new ArcError({ code: 'SignedOut', obstacle: 'blocked' }, 'Policy.') },
      'accessBlocked',
    ],
    ['without a subscription', { subscriptions: [] }, 'noSubscription'],
    ['in an empty tenant', { reading: nothing.reading }, 'empty'],
    ['out of reach', { subscriptions: unreachable }, 'unreachable'],
    [
      'cut off half-way',
      {
        reading: inventory({
          problems: { gateways: unreachable, machines: unreachable, clusters: unreachable, azureLocal: unreachable },
        }).reading,
      },
      'unreachable',
    ],
  ];
  for (const [name, answers, expected] of states) {
    it(`says so ${name}`, async () => {
      const { store } = storeOver(answers);
      await store.ensure();
      assert.equal(store.status, expected);
    });
  }

  it('keeps what could be read beside what could not', async () => {
    const { store } = storeOver({
      reading: inventory({ gateways: [hub], problems: { machines: unreachable } }).reading,
    });
    await store.ensure();
    assert.equal(store.status, 'ready');
    assert.equal(store.inventory?.reading.gateways.items.length, 1);
    assert.equal(store.problem, unreachable);
  });

  it('joins a refresh that is under way', async () => {
    const { store, asked } = storeOver({});
    await Promise.all([store.refresh(), store.refresh(), store.ensure()]);
    assert.equal(asked.inventory, 1);
    await store.refresh();
    assert.equal(asked.inventory, 2);
  });

  it('recovers by a refresh', async () => {
    const { store, answers } = storeOver({ subscriptions: unreachable });
    await store.ensure();
    delete answers.subscriptions;
    await store.refresh();
    assert.equal(store.status, 'ready');
    assert.equal(store.problem, undefined);
  });
});

describe('the tree of an inventory', () => {
  it('refreshes the two branches that a change is about, and no other', async () => {
    const { store, answers } = storeOver({ associations: { [web.id]: hub.id, [sql.id]: hub.id } });
    const third = machine('third');
    answers.reading = inventory({ gateways: [hub, other], machines: [web, sql, third] }).reading;
    const tree = new InventoryTree(store);
    await store.ensure();
    await store.settled();
    const roots = tree.getChildren();
    const changes: unknown[] = [];
    tree.onDidChangeTreeData((change) => changes.push(change));
    answers.associations = { [sql.id]: hub.id };
    await store.refreshAssociation(web.id, AbortSignal.timeout(1000));
    const [gatewayRow, otherRow, direct] = roots;
    assert.deepEqual(changes, [[gatewayRow, direct]]);
    assert.ok(otherRow);
    tree.dispose();
  });
});
