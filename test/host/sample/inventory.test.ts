import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import type { Snapshot } from '../../../src/inventory/snapshot';
import { ArcError } from '../../../src/kernel/errors';
import type { Cloud } from '../../../src/kernel/knowledge/clouds';
import type { ArcApi, InventoryReading } from '../../../src/kernel/ports';
import type { Subscription } from '../../../src/kernel/resources';
import { SubscriptionPacers } from '../../../src/throttling/subscriptionPacers';
import { systemClock } from '../../../src/vscode/clock';
import { InventoryStore } from '../../../src/inventory/store';
import type { Log } from '../../../src/vscode/log';
import { type Snapshots, snapshotsIn } from '../../../src/inventory/snapshots';
import type { AzureSession } from '../../../src/session/azureSession';
import { InventoryTree } from '../../../src/inventory/tree/provider';
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
  /** Answers nothing before it is settled. */
  gate?: Promise<void>;
  /** What is told before the end. */
  soFar?: InventoryReading;
  kept?: Snapshot;
  cloud?: Partial<Cloud>;
}

/** A promise, and what settles it. */
function gate(): { readonly closed: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { closed: promise, open: resolve };
}

/** Waits until a change of the store has made it so. */
async function changeOf(store: InventoryStore, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise<void>((done) => {
      const listener = store.onDidChange(() => {
        listener.dispose();
        done();
      });
    });
  }
}

/** A store over an Azure that answers as told, and counts how often it is asked. */
function storeOver(answers: Answers) {
  const asked = { inventory: 0, associations: [] as string[] };
  const saved: Snapshot[] = [];
  const tenantChanged = new vscode.EventEmitter<void>();
  const api: ArcApi = {
    tenants: () => Promise.reject(new Error('not asked for here')),
    subscriptions: async () => {
      const { subscriptions = full.subscriptions } = answers;
      if (subscriptions instanceof Error) throw subscriptions;
      return subscriptions;
    },
    inventory: async (_, signal, onProgress) => {
      asked.inventory++;
      if (answers.soFar) onProgress?.(answers.soFar);
      await answers.gate;
      if (signal.aborted) throw new ArcError({ code: 'Canceled' }, 'Canceled.');
      return answers.reading ?? full.reading;
    },
    association: async (id) => {
      asked.associations.push(id);
      return answers.associations?.[id];
    },
    resource: () => Promise.reject(new Error('not asked for here')),
    gateway: () => Promise.reject(new Error('not asked for here')),
    associate: () => Promise.reject(new Error('not asked for here')),
    setAutomaticUpgrade: () => Promise.reject(new Error('not asked for here')),
    automaticUpgrade: () => Promise.reject(new Error('not asked for here')),
    setClusterGateway: () => Promise.reject(new Error('not asked for here')),
    clusterGateway: () => Promise.reject(new Error('not asked for here')),
    permissions: () => Promise.reject(new Error('not asked for here')),
    registerProvider: () => Promise.reject(new Error('not asked for here')),
    providerState: () => Promise.reject(new Error('not asked for here')),
    runCommand: () => Promise.reject(new Error('not asked for here')),
    gateways: {} as ArcApi['gateways'],
    pacers: new SubscriptionPacers(systemClock),
  };
  const quiet = (): void => undefined;
  const log: Log = { info: quiet, warn: quiet, error: quiet, show: quiet };
  const tenant = {
    api: async () => api,
    cloud: answers.cloud,
    owner: async () => 'someone',
    onDidChange: tenantChanged.event,
  } as unknown as AzureSession;
  const snapshots: Snapshots = {
    load: async () => answers.kept,
    save: async (_, snapshot) => {
      saved.push(snapshot);
    },
  };
  const store = new InventoryStore(tenant, { subscriptionsOf: (all) => all }, log, {
    snapshots: async () => snapshots,
  });
  return { store, asked, answers, saved, tenantChanged };
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
      'behind a proxy that refuses',
      { subscriptions: new ArcError({ code: 'Unreachable', host: 'h', cause: 'proxy' }, 'Proxy.') },
      'proxyRefused',
    ],
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

  it('keeps all that was there where a token ends half-way', async () => {
    const { store, answers } = storeOver({});
    await store.ensure();
    await store.settled();
    const signedOut = new ArcError({ code: 'SignedOut', obstacle: 'signedOut' }, 'Sign in again.');
    answers.reading = inventory({ gateways: [hub], problems: { machines: signedOut } }).reading;
    await store.refresh();
    assert.equal(store.status, 'signedOut');
    assert.equal(store.problem, signedOut);
    assert.equal(store.inventory?.reading.machines.items.length, 2);
    assert.notEqual(store.readAt, undefined);
  });

  it('keeps what could be read beside what could not', async () => {
    const { store } = storeOver({
      reading: inventory({ gateways: [hub], problems: { machines: unreachable } }).reading,
    });
    await store.ensure();
    assert.equal(store.status, 'ready');
    assert.equal(store.inventory?.reading.gateways.items.length, 1);
    assert.equal(store.problem, unreachable);
  });

  it('keeps what could be read where a part belongs to another tenant', async () => {
    const elsewhere = new ArcError({ code: 'SignedOut', obstacle: 'wrongTenant' }, 'Choose their tenant.');
    const { store, answers } = storeOver({
      reading: inventory({ gateways: [hub], problems: { machines: elsewhere } }).reading,
    });
    await store.ensure();
    assert.equal(store.status, 'ready');
    assert.equal(store.problem, elsewhere);
    answers.reading = inventory({ problems: { machines: elsewhere } }).reading;
    await store.refresh();
    assert.equal(store.status, 'wrongTenant');
  });

  it('asks for no association where there are no gateways', async () => {
    const { store, asked } = storeOver({ cloud: { gateways: 'absent' } });
    await store.refresh();
    await store.settled();
    assert.deepEqual(asked.associations, []);
    assert.deepEqual(store.inventory?.associations.get(web.id.toLowerCase()), { status: 'read' });
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

describe('an inventory that takes its time', () => {
  const partly = inventory({ gateways: [hub], machines: [web] }).reading;

  it('shows what has come while the rest is read', async () => {
    const { closed, open } = gate();
    const { store } = storeOver({ gate: closed, soFar: partly });
    const whole = store.refresh();
    await changeOf(store, () => store.inventory !== undefined);
    assert.deepEqual([store.status, store.activity, store.isPartial], ['ready', 'resources', true]);
    assert.equal(store.inventory?.reading.machines.items.length, 1);
    open();
    await whole;
    assert.equal(store.inventory.reading.machines.items.length, 2);
    assert.equal(store.isPartial, false);
  });

  it('leaves what is there when it is canceled, and says how old that is', async () => {
    const { store, answers } = storeOver({});
    const before = Date.now();
    await store.refresh();
    await store.settled();
    const after = Date.now();
    const { closed, open } = gate();
    Object.assign(answers, { gate: closed, soFar: partly });
    const again = store.refresh();
    await new Promise((done) => setTimeout(done, 50));
    store.cancel();
    assert.equal(store.activity, undefined);
    open();
    await again;
    assert.equal(store.inventory?.reading.machines.items.length, 2);
    assert.equal(store.status, 'ready');
    assert.ok(store.readAt !== undefined && before <= store.readAt && store.readAt <= after);
  });

  it('says so when it is canceled before anything was there', async () => {
    const { closed, open } = gate();
    const { store } = storeOver({ gate: closed });
    const whole = store.refresh();
    await new Promise((done) => setTimeout(done, 20));
    store.cancel();
    open();
    await whole;
    assert.equal(store.status, 'canceled');
    assert.equal(store.inventory, undefined);
  });

  it('keeps the rows of an earlier reading when Azure cannot be reached any more', async () => {
    const { store, answers } = storeOver({});
    await store.refresh();
    answers.subscriptions = unreachable;
    await store.refresh();
    assert.equal(store.status, 'unreachable');
    assert.equal(store.inventory?.reading.machines.items.length, 2);
    assert.ok(store.readAt !== undefined);
  });

  it('knows associations until they are read again', async () => {
    const { store, answers } = storeOver({ associations: { [web.id]: hub.id } });
    await store.refresh();
    await store.settled();
    const { closed, open } = gate();
    answers.gate = closed;
    const again = store.refresh();
    open();
    await again;
    assert.deepEqual(store.inventory?.associations.get(web.id.toLowerCase()), { status: 'read', gatewayId: hub.id });
  });
});

describe('a kept inventory', () => {
  const kept: Snapshot = {
    readAt: Date.UTC(2026, 10, 2),
    inventory: inventory({ gateways: [hub], machines: [web], associations: [[web, hub]] }),
  };

  it('shows at once, with its age, until the tenant is read', async () => {
    const { closed, open } = gate();
    const { store } = storeOver({ kept, gate: closed });
    const whole = store.refresh();
    await changeOf(store, () => store.inventory !== undefined);
    assert.deepEqual([store.readAt, store.isPartial, store.activity], [kept.readAt, false, 'resources']);
    open();
    await whole;
    assert.equal(store.readAt, undefined);
    assert.equal(store.inventory?.reading.machines.items.length, 2);
  });

  it('stays, with the reason, when the tenant cannot be read', async () => {
    const signedOut = new ArcError({ code: 'SignedOut' }, 'Sign in.');
    const { store } = storeOver({ kept, subscriptions: signedOut });
    await store.refresh();
    await changeOf(store, () => store.inventory !== undefined);
    assert.deepEqual([store.status, store.problem, store.readAt], ['signedOut', signedOut, kept.readAt]);
    const tree = new InventoryTree(store, Date.now);
    tree.setGrouping('gateway');
    const [problem] = tree.getChildren();
    assert.equal(problem && tree.getTreeItem(problem).command?.command, 'arcGateway.account.signIn');
    tree.dispose();
  });

  it('is what was read, with the associations, and goes when the tenant does', async () => {
    const { store, saved, tenantChanged } = storeOver({ associations: { [web.id]: hub.id } });
    await store.refresh();
    await store.settled();
    await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual(saved.at(-1)?.inventory.associations.get(web.id.toLowerCase()), {
      status: 'read',
      gatewayId: hub.id,
    });
    tenantChanged.fire();
    assert.deepEqual([store.status, store.inventory], ['idle', undefined]);
  });

  it('is not replaced by a part of the tenant', async () => {
    const { store, saved } = storeOver({
      reading: inventory({ gateways: [hub], problems: { machines: unreachable } }).reading,
    });
    await store.refresh();
    await store.settled();
    assert.deepEqual(saved, []);
  });

  it('comes back from its file, of the account it belongs to and no other', async () => {
    const folder = vscode.Uri.joinPath(vscode.Uri.file(tmpdir()), `arc-snapshots-${process.pid}`);
    const snapshots = snapshotsIn(folder);
    try {
      assert.equal(await snapshots.load('someone'), undefined);
      await snapshots.save('someone', kept);
      assert.equal((await snapshots.load('someone'))?.inventory.reading.machines.items[0]?.id, web.id);
      assert.equal(await snapshots.load('someone else'), undefined);
      const later = Array.from({ length: 9 }, (_, i) => ({ ...kept, readAt: kept.readAt + i }));
      await Promise.all(later.map((each) => snapshots.save('someone', each)));
      assert.equal((await snapshots.load('someone'))?.readAt, kept.readAt + 8);
      for (let i = 0; i < 12; i++) await snapshots.save(`account ${i}`, kept);
      assert.equal((await vscode.workspace.fs.readDirectory(folder)).length, 8);
    } finally {
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });
});

describe('the tree of an inventory', () => {
  it('refreshes the two branches that a change is about, and no other', async () => {
    const { store, answers } = storeOver({ associations: { [web.id]: hub.id, [sql.id]: hub.id } });
    const third = machine('third');
    answers.reading = inventory({ gateways: [hub, other], machines: [web, sql, third] }).reading;
    const tree = new InventoryTree(store, Date.now);
    await store.ensure();
    await store.settled();
    const roots = tree.getChildren();
    const changes: unknown[] = [];
    tree.onDidChangeTreeData((change) => changes.push(change));
    answers.associations = { [sql.id]: hub.id };
    await store.refreshAssociations([web.id], AbortSignal.timeout(1000));
    const [gatewayRow, otherRow, direct] = roots;
    assert.deepEqual(changes, [[gatewayRow, direct]]);
    assert.ok(otherRow);
    tree.dispose();
  });

  it('refreshes one row when one row is read again, and wants what is looked at', async () => {
    const { store, asked } = storeOver({ associations: { [web.id]: hub.id, [sql.id]: hub.id } });
    const tree = new InventoryTree(store, Date.now);
    await store.ensure();
    await store.settled();
    const [gatewayRow] = tree.getChildren();
    const rows = tree.getChildren(gatewayRow);
    const changes: unknown[] = [];
    tree.onDidChangeTreeData((change) => changes.push(change));
    asked.associations.length = 0;
    await store.refreshAssociations([web.id], AbortSignal.timeout(1000));
    assert.deepEqual(asked.associations, [web.id]);
    assert.deepEqual(changes, [rows.filter(({ node }) => node.id.endsWith(web.id.toLowerCase()))]);
    tree.dispose();
  });

  it('shows what was seen on a machine on its row, and among what needs attention', async () => {
    const { store, answers } = storeOver({ associations: { [web.id]: hub.id, [sql.id]: hub.id } });
    const lost = machine('lost', { status: 'Disconnected' });
    answers.reading = inventory({ gateways: [hub, other], machines: [web, sql, lost] }).reading;
    const tree = new InventoryTree(store, Date.now);
    await store.ensure();
    await store.settled();
    const [attention, gatewayRow] = tree.getChildren();
    const rows = tree.getChildren(gatewayRow);
    const changes: unknown[] = [];
    tree.onDidChangeTreeData((change) => changes.push(change));
    store.observe(web.id, { connectionType: 'direct', observedAt: '2026-11-02T08:00:00Z' });
    const [row] = rows.filter(({ node }) => node.id.endsWith(web.id.toLowerCase()));
    assert.deepEqual(changes, [[row, attention]]);
    assert.equal(attention && tree.getChildren(attention).length, 2);
    assert.match(String(row && tree.getTreeItem(row).description), /set to direct/);
    await store.refresh();
    assert.equal(store.inventory?.observations?.size, 1);
    tree.dispose();
  });
});
