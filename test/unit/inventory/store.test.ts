import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { InventoryChange } from '../../../src/inventory/change';
import { Listeners } from '../../../src/inventory/listeners';
import type { Snapshots } from '../../../src/inventory/snapshots';
import { LazyInventoryStore } from '../../../src/inventory/lazyStore';
import { ArcError } from '../../../src/kernel/errors';
import type { Inventory } from '../../../src/kernel/inventory';
import type { ArcApi } from '../../../src/kernel/ports';
import { resourceKey } from '../../../src/kernel/resources';
import type { AzureSession } from '../../../src/session/azureSession';
import { systemClock } from '../../../src/vscode/clock';
import { SubscriptionPacers } from '../../../src/throttling';
import { gateway, inventory, machine } from '../../support/resources';

const hub = gateway('gw-hub');
const [web, sql] = [machine('web-1'), machine('sql-1')];
const first = inventory({ gateways: [hub], machines: [web] });
const second = inventory({ gateways: [hub], machines: [web, sql] });
const signal = new AbortController().signal;

/** Something that is answered when the test says so. */
class Answer<T> {
  private readonly settled = Promise.withResolvers<T>();
  private readonly begun = Promise.withResolvers<void>();
  readonly asked = this.begun.promise;

  readonly ask = (): Promise<T> => {
    this.begun.resolve();
    return this.settled.promise;
  };

  give(value: T): void {
    this.settled.resolve(value);
  }
}

interface Azure {
  readonly reading: () => Promise<Inventory>;
  readonly association?: () => Promise<string | undefined>;
  readonly cache?: Snapshots['load'];
}

/** A store whose tenant is one Azure after the other. */
function storeOver(...azures: readonly Azure[]) {
  let used = 0;
  const azure = (): Azure => azures[used] ?? { reading: () => Promise.reject(new Error('There is no such tenant.')) };
  const change = new Listeners<void>((thrown) => {
    throw thrown;
  });
  const apiOf = ({ reading, association = async () => undefined }: Azure) =>
    ({
      subscriptions: async () => first.subscriptions,
      inventory: async () => (await reading()).reading,
      association,
      clusterGateway: async () => undefined,
      pacers: new SubscriptionPacers(systemClock),
    }) as unknown as ArcApi;
  const tenant = {
    api: async () => apiOf(azure()),
    cloud: undefined,
    owner: async () => `account ${used}`,
    onDidChange: change.event,
  } as unknown as AzureSession;
  const ignore = (): void => undefined;
  const log = { info: ignore, warn: ignore, error: ignore, show: ignore };
  const snapshots: Snapshots = {
    load: (owner) => azure().cache?.(owner) ?? Promise.resolve(undefined),
    save: () => Promise.resolve(),
  };
  const store = new LazyInventoryStore(tenant, { subscriptionsOf: (all) => all }, log, {
    snapshots: async () => snapshots,
  });
  const changes: InventoryChange[] = [];
  store.onDidChange((each) => changes.push(each));
  return {
    store,
    changes,
    whenLeft: change.event,
    leave: () => {
      used += 1;
      change.tell();
    },
    names: () => store.inventory?.reading.machines.items.map(({ name }) => name),
  };
}

describe('a tenant that is left', () => {
  it('does not come back with what was still being read of it', async () => {
    const late = new Answer<Inventory>();
    const { store, leave, names } = storeOver({ reading: late.ask }, { reading: async () => second });
    const old = store.ensure();
    await late.asked;
    leave();
    expect(store.status).toBe('idle');
    await store.ensure();
    late.give(first);
    await old;
    expect([store.status, names()]).toEqual(['ready', ['web-1', 'sql-1']]);
  });

  it('does not come back with its cache', async () => {
    const cache = new Answer<Awaited<ReturnType<Snapshots['load']>>>();
    const { store, leave, names } = storeOver(
      { reading: new Answer<Inventory>().ask, cache: cache.ask },
      { reading: new Answer<Inventory>().ask },
    );
    void store.ensure();
    await cache.asked;
    leave();
    void store.ensure();
    cache.give({ inventory: first, readAt: 1 });
    await setImmediate();
    expect([store.status, names()]).toEqual(['loading', undefined]);
  });

  it('leaves no association behind', async () => {
    const association = new Answer<string | undefined>();
    const { store, leave } = storeOver(
      { reading: async () => first, association: association.ask },
      { reading: async () => first, association: new Answer<undefined>().ask },
    );
    await store.ensure();
    const own = store.refreshAssociations([web.id], signal);
    await association.asked;
    leave();
    await store.ensure();
    association.give(hub.id);
    expect((await own).get(resourceKey(web.id))).toEqual({ status: 'read', gatewayId: hub.id });
    expect(store.inventory?.associations.size).toBe(0);
    store.dispose();
  });
});

it('a load that was canceled is not heard when it ends after all', async () => {
  const late = new Answer<Inventory>();
  const { store, names } = storeOver({ reading: late.ask });
  const load = store.refresh();
  await late.asked;
  store.cancel();
  late.give(first);
  await load;
  await store.settled();
  expect([store.status, names(), store.activity]).toEqual(['canceled', undefined, undefined]);
});

it('what one feature has set is shown at once, and a failed load keeps it', async () => {
  let reading = async (): Promise<Inventory> => first;
  const { store, changes } = storeOver({ reading: () => reading() });
  await store.refresh();
  await store.settled();
  changes.length = 0;
  store.mergeAssociations([{ resourceId: web.id, association: { status: 'read', gatewayId: hub.id } }]);
  expect(changes).toEqual([{ whole: false, resources: [resourceKey(web.id)] }]);
  reading = () => Promise.reject(new ArcError({ code: 'Unreachable', host: 'h', cause: 'dns' }, 'No such name.'));
  await store.refresh();
  expect([store.status, store.inventory?.associations.get(resourceKey(web.id))]).toEqual([
    'unreachable',
    { status: 'read', gatewayId: hub.id },
  ]);
});

describe('a store that is not loaded yet', () => {
  const observed = { connectionType: 'gateway', observedAt: '2026-01-01T00:00:00Z' } as const;

  it('is told in order what it was told meanwhile, and by whom after that', async () => {
    const { store } = storeOver({ reading: async () => first });
    expect([store.status, store.inventory, store.isPartial]).toEqual(['idle', undefined, false]);
    store.observe(web.id, { ...observed, connectionType: 'direct' });
    store.observe(web.id, observed);
    expect(store.inventory).toBeUndefined();
    const load = store.ensure();
    store.observe(sql.id, observed);
    store.observe(sql.id, undefined);
    await load;
    expect([...(store.inventory?.observations ?? [])]).toEqual([[resourceKey(web.id), observed]]);
  });

  it('starts a load before it cancels it', async () => {
    const { store } = storeOver({ reading: new Answer<Inventory>().ask });
    const load = store.refresh();
    store.cancel();
    await expect.poll(() => store.status).toBe('canceled');
    store.dispose();
    void load;
  });

  it('is not loaded to change what nobody has read', async () => {
    const { store, changes } = storeOver({ reading: async () => first });
    store.cancel();
    store.removeGateway(hub.id);
    store.mergeAssociations([{ resourceId: web.id, association: { status: 'read', gatewayId: hub.id } }]);
    await store.settled();
    await setImmediate();
    expect([store.status, changes]).toEqual(['idle', []]);
  });

  it('has left a tenant before those who listen to the session after it read again', async () => {
    const { store, leave, names, whenLeft } = storeOver(
      { reading: async () => first },
      { reading: async () => second },
    );
    const states: string[] = [];
    let load: Promise<void> | undefined;
    whenLeft(() => {
      states.push(store.status);
      load = store.ensure();
    });
    await store.ensure();
    leave();
    await load;
    expect([states, names()]).toEqual([['idle'], ['web-1', 'sql-1']]);
    store.dispose();
  });

  it('reads nothing if it is disposed while it is loaded', async () => {
    const { store, changes } = storeOver({ reading: async () => first });
    const load = store.ensure();
    store.dispose();
    await load;
    expect(changes).toEqual([]);
  });
});

describe('listeners', () => {
  it('all hear of a cause before they hear of what it caused', () => {
    const heard: string[] = [];
    const listeners = new Listeners<string>(() => undefined);
    listeners.event((value) => {
      heard.push(`a ${value}`);
      if (value === 'cause') listeners.tell('effect');
    });
    listeners.event((value) => heard.push(`b ${value}`));
    listeners.tell('cause');
    expect(heard).toEqual(['a cause', 'b cause', 'a effect', 'b effect']);
  });

  it('hear although another one has failed, and not once they have gone', () => {
    const heard: string[] = [];
    const failures: unknown[] = [];
    const listeners = new Listeners<string>((thrown) => failures.push(thrown));
    listeners.event(() => {
      throw new Error('No.');
    });
    const gone = listeners.event((value) => heard.push(value));
    listeners.tell('one');
    gone.dispose();
    listeners.tell('two');
    expect([heard, failures.length]).toEqual([['one'], 2]);
  });
});
