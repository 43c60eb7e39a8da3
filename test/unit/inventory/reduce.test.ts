import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../src/inventory/change';
import type { InventoryEvent } from '../../../src/inventory/events';
import { reduce } from '../../../src/inventory/reduce';
import { verificationOf } from '../../../src/inventory/selectors';
import {
  activityOf,
  initialState,
  inventoryOf,
  type InventoryState,
  isPartial,
  problemOf,
  snapshotOf,
  staleSince,
  statusOf,
} from '../../../src/inventory/state';
import { ArcError } from '../../../src/kernel/errors';
import type { Association, Inventory, LastVerification } from '../../../src/kernel/inventory';
import { type Gateway, type Machine, resourceKey } from '../../../src/kernel/resources';
import { gateway, inventory, machine } from '../../support/resources';

const hub = gateway('gw-hub');
const [web, sql] = [machine('web-1'), machine('sql-1')];
const key = resourceKey(web.id);
const all = inventory({ gateways: [hub], machines: [web, sql] });
const part = inventory({ machines: [web] });
const nothing = inventory({});
const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'dns' }, 'No such name.');
const refused = new ArcError({ code: 'Unreachable', host: 'h', cause: 'proxy' }, 'Proxy.');
const lacking = inventory({ machines: [web], problems: { clusters: unreachable } });

const started = (load: number): InventoryEvent => ({ type: 'loadStarted', load });
const partRead = (load: number, read: Inventory): InventoryEvent => ({ type: 'partRead', load, read });
const allRead = (load: number, read: Inventory, readAt = 1000 * load): InventoryEvent => ({
  type: 'allRead',
  load,
  read,
  readAt,
});
const failed = (load: number, error = unreachable): InventoryEvent => ({ type: 'loadFailed', load, error });
const loaded = (load: number, problem?: ArcError): InventoryEvent => ({ type: 'associationsLoaded', load, problem });
const restored = (load: number): InventoryEvent => ({
  type: 'cacheRestored',
  load,
  snapshot: { inventory: part, readAt: 7 },
});
const canceled: InventoryEvent = { type: 'canceled' };
const left: InventoryEvent = { type: 'tenantChanged' };
const read = (association: Association, tenant = 0): InventoryEvent => ({
  type: 'associationsRead',
  tenant,
  associations: new Map([[key, association]]),
});
const after = (...events: readonly InventoryEvent[]): InventoryState => events.reduce(reduce, initialState);

/** `stale: 2 machines as of 1000, ready`, with what is being loaded and the code of the problem. */
function sketch(state: InventoryState): string {
  const machines = inventoryOf(state)?.reading.machines.items.length;
  const age = staleSince(state);
  return [
    `${state.kind}: ${machines === undefined ? 'nothing' : `${machines} machines`}`,
    isPartial(state) ? ' in part' : '',
    age === undefined ? '' : ` as of ${age}`,
    `, ${statusOf(state)}`,
    activityOf(state) ? `, reads ${activityOf(state)}` : '',
    problemOf(state) ? `, ${problemOf(state)?.code}` : '',
    snapshotOf(state) ? ', may be cached' : '',
  ].join('');
}

describe('an inventory', () => {
  it.each<readonly [string, readonly InventoryEvent[]]>([
    ['idle: nothing, idle', []],
    ['loading: nothing, loading, reads resources', [started(1)]],
    ['loading: 1 machines in part, ready, reads resources', [started(1), partRead(1, part)]],
    ['loading: 0 machines in part, loading, reads resources', [started(1), partRead(1, nothing)]],
    ['ready: 2 machines, ready, reads associations, may be cached', [started(1), partRead(1, part), allRead(1, all)]],
    ['ready: 2 machines, ready, may be cached', [started(1), allRead(1, all), loaded(1)]],
    ['ready: 2 machines, ready, Unreachable', [started(1), allRead(1, all), loaded(1, unreachable)]],
    ['ready: 0 machines, empty, may be cached', [started(1), allRead(1, nothing), loaded(1)]],
    ['ready: 1 machines, ready, Unreachable', [started(1), allRead(1, lacking), loaded(1)]],
    ['ready: 2 machines, ready, may be cached', [started(1), allRead(1, all), canceled]],
    ['failed: nothing, noSubscription', [started(1), { type: 'noSubscriptionFound', load: 1 }]],
    ['failed: nothing, noSubscription', [started(1), { type: 'noSubscriptionFound', load: 1 }, restored(1)]],
    ['failed: nothing, unreachable, Unreachable', [started(1), failed(1)]],
    ['failed: nothing, proxyRefused, Unreachable', [started(1), failed(1, refused)]],
    ['failed: 1 machines in part, unreachable, Unreachable', [started(1), partRead(1, part), failed(1)]],
    ['failed: nothing, canceled', [started(1), canceled]],
    ['failed: 1 machines in part, ready', [started(1), partRead(1, part), canceled]],
    ['loading: 1 machines in part, ready, reads resources', [started(1), partRead(1, part), canceled, started(2)]],
    ['ready: 2 machines, ready, reads resources, may be cached', [started(1), allRead(1, all), loaded(1), started(2)]],
    [
      'ready: 2 machines, ready, reads resources, may be cached',
      [started(1), allRead(1, all), started(2), partRead(2, part)],
    ],
    ['stale: 2 machines as of 1000, ready', [started(1), allRead(1, all), started(2), canceled]],
    ['stale: 2 machines as of 1000, unreachable, Unreachable', [started(1), allRead(1, all), started(2), failed(2)]],
    ['stale: 1 machines as of 7, ready, reads resources', [started(1), restored(1)]],
    ['stale: 1 machines as of 7, ready', [started(1), restored(1), canceled]],
    ['stale: 1 machines as of 7, unreachable, Unreachable', [started(1), restored(1), failed(1)]],
    ['stale: 1 machines as of 7, unreachable, Unreachable', [started(1), failed(1), restored(1)]],
    ['loading: 1 machines in part, ready, reads resources', [started(1), partRead(1, part), restored(1)]],
    ['ready: 2 machines, ready, reads associations, may be cached', [started(1), restored(1), allRead(1, all)]],
    ['idle: nothing, idle', [started(1), allRead(1, all), left]],
  ])('is %s', (expected, events) => {
    expect(sketch(after(...events))).toBe(expected);
  });

  it.each<readonly [string, readonly InventoryEvent[], InventoryEvent]>([
    ['all of a canceled load', [started(1), canceled], allRead(1, all)],
    ['a part of a canceled load', [started(1), canceled], partRead(1, part)],
    ['the failure of a canceled load', [started(1), canceled], failed(1)],
    ['the cache, after a cancel', [started(1), canceled], restored(1)],
    ['the cache, where rows are shown', [started(1), allRead(1, all)], restored(1)],
    ['all of a load that another one replaced', [started(1), started(2)], allRead(1, all)],
    ['all of a load of another tenant', [started(1), left, started(2)], allRead(1, all)],
    ['the cache of another tenant', [started(1), left, started(2)], restored(1)],
    ['an association of another tenant', [started(1), left, started(2), allRead(2, all)], read({ status: 'read' }, 0)],
    ['all of a load that failed', [started(1), failed(1)], allRead(1, all)],
    ['an end of associations that came late', [started(1), allRead(1, all), started(2)], loaded(1, unreachable)],
    ['a cancel, where nothing is read', [started(1), failed(1)], canceled],
    ['an association, where nothing is shown', [started(1)], read({ status: 'read' })],
  ])('is not changed by %s', (_, events, event) => {
    const before = after(...events);
    const state = reduce(before, event);
    expect(state).toBe(before);
    expect(changeOf(before, state, event)).toBeUndefined();
  });

  it.each<readonly [string, readonly InventoryEvent[], InventoryEvent, ReturnType<typeof changeOf>]>([
    ['rows that come', [started(1)], partRead(1, part), { whole: true }],
    ['a load that begins', [started(1), allRead(1, all)], started(2), { whole: false, resources: [] }],
    ['a load that is canceled', [started(1), restored(1)], canceled, { whole: false, resources: [] }],
    ['a load that is canceled before there are rows', [started(1)], canceled, { whole: true }],
    ['an association', [started(1), allRead(1, all)], read({ status: 'read' }), { whole: false, resources: [key] }],
    ['the same failure again', [started(1), restored(1), failed(1), started(2)], failed(2), { whole: true }],
    ['a gateway', [started(1), allRead(1, nothing)], { type: 'gatewayUpdated', gateway: hub }, { whole: true }],
  ])('tells its listeners of %s, and no more', (_, events, event, expected) => {
    const before = after(...events);
    expect(changeOf(before, reduce(before, event), event)).toEqual(expected);
  });

  it('is no longer empty with its first gateway', () => {
    const created = after(started(1), allRead(1, nothing), { type: 'gatewayUpdated', gateway: hub });
    expect(statusOf(created)).toBe('ready');
    expect(statusOf(reduce(created, { type: 'gatewayRemoved', id: hub.id.toUpperCase() }))).toBe('empty');
  });

  it('forgets the association of a resource that a whole reading does not list, and of no other', () => {
    const known = (...events: readonly InventoryEvent[]) =>
      inventoryOf(after(started(1), allRead(1, all), read({ status: 'read' }), ...events))?.associations.has(key);
    const others = inventory({ machines: [sql] });
    const othersInPart = inventory({ machines: [sql], problems: { clusters: unreachable } });
    expect(known(started(2), allRead(2, others))).toBe(false);
    expect(known(started(2), allRead(2, othersInPart))).toBe(true);
    expect(known(started(2), allRead(2, all))).toBe(true);
  });
});

describe('results of verifications', () => {
  const outcome = (at: string, failures: LastVerification['failed'] = []): InventoryEvent => ({
    type: 'resourcesVerified',
    outcomes: new Map([[key, { at, passed: 1, failed: failures, unknown: [] }]]),
  });
  const shown = (state: InventoryState) => {
    const known = inventoryOf(state);
    return known && verificationOf(known, web);
  };
  const [first, second] = ['2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'];

  it('outlive loads and tenants, whenever they come', () => {
    const early = after(outcome(first), started(1), allRead(1, all));
    expect(shown(early)?.at).toBe(first);
    const late = reduce(early, outcome(second));
    expect(shown(late)?.at).toBe(second);
    expect(shown([left, started(2), restored(2)].reduce(reduce, late))?.at).toBe(second);
  });

  it('are not replaced by older ones, whatever the offset of their clock', () => {
    const known = after(started(1), allRead(1, all), outcome(second, ['agent.status']));
    expect(reduce(known, outcome(first))).toBe(known);
    expect(reduce(known, outcome('2026-11-20T13:04:00+01:00'))).toBe(known);
    expect(shown(reduce(known, outcome('2026-11-20T11:05:00-01:00')))?.failed).toEqual([]);
    expect(shown(known)?.failed).toEqual(['agent.status']);
  });
});

it('what was observed on a machine outlives loads, and goes with the tenant', () => {
  const observed: InventoryEvent = {
    type: 'machineObserved',
    key,
    observation: { connectionType: 'direct', observedAt: '2026-11-02T08:00:00Z' },
  };
  const sizeAfter = (...events: readonly InventoryEvent[]) => inventoryOf(after(...events))?.observations?.size;
  expect(sizeAfter(observed, started(1), allRead(1, all))).toBe(1);
  expect(sizeAfter(started(1), allRead(1, all), observed, started(2), allRead(2, all))).toBe(1);
  expect(sizeAfter(observed, left, started(2), allRead(2, all))).toBe(0);
  expect(sizeAfter(started(1), allRead(1, all), observed, { ...observed, observation: undefined })).toBe(0);
});

/** Tenants, loads and their results as they may come, each in any order and too late. */
describe('after any events, an inventory', () => {
  const machines = 4;
  const subscriptionOf = (tenant: number): string => `${String(tenant).padStart(8, '0')}-2222-3333-4444-555555555555`;
  const own = <T extends Machine | Gateway>(resource: T, tenant: number): T => ({
    ...resource,
    subscriptionId: subscriptionOf(tenant),
    id: resource.id.replace(resource.subscriptionId, subscriptionOf(tenant)),
  });
  const machineOf = (tenant: number, index: number): Machine => own(machine(`m-${index}`), tenant);
  const tenantWith = (tenant: number, count: number, problem?: ArcError): Inventory => ({
    ...inventory({
      gateways: [own(hub, tenant)],
      machines: Array.from({ length: count }, (_, index) => machineOf(tenant, index)),
      problems: problem ? { clusters: problem } : {},
    }),
    subscriptions: [{ id: subscriptionOf(tenant).toUpperCase(), name: 'Edge', tenantId: `tenant-${tenant}` }],
  });

  const steps = fc.record({
    what: fc.constantFrom(
      ...(['start', 'part', 'all', 'lacking', 'none', 'fail', 'restore', 'associations', 'end'] as const),
      ...(['start', 'part', 'all', 'associations', 'cancel', 'leave', 'stray', 'gateway'] as const),
    ),
    /** Counts back from the latest load or tenant: mostly the latest itself. */
    age: fc.constantFrom(0, 0, 0, 1, 2),
    count: fc.integer({ min: 0, max: machines }),
  });

  /** What a person would expect, written down without the reducer: which load still counts, and what is known. */
  class Model {
    tenant = 0;
    readonly loads: { readonly tenant: number; isOver: boolean }[] = [];
    reading: number | undefined;
    readonly known = new Map<string, Association>();
    /** The machines of the last whole reading, and whether that was the latest load. */
    whole: readonly Machine[] | undefined;
    hits = { late: 0, kept: 0, stray: 0, lacking: 0, stale: 0, left: 0, cached: 0, part: 0 };
  }

  function eventFor(model: Model, { what, age, count }: { what: string; age: number; count: number }): InventoryEvent {
    const load = Math.max(0, model.loads.length - 1 - age);
    const tenant = model.loads[load]?.tenant ?? model.tenant;
    const associations = (of: number) =>
      new Map([[resourceKey(machineOf(of, count).id), { status: 'read', gatewayId: own(hub, of).id } as const]]);
    switch (what) {
      case 'start':
        return { type: 'loadStarted', load: model.loads.length };
      case 'part':
        return { type: 'partRead', load, read: tenantWith(tenant, Math.min(count, machines - 1)) };
      case 'all':
        return { type: 'allRead', load, read: tenantWith(tenant, machines), readAt: load };
      case 'lacking':
        return { type: 'allRead', load, read: tenantWith(tenant, count, unreachable), readAt: load };
      case 'none':
        return { type: 'noSubscriptionFound', load };
      case 'fail':
        return { type: 'loadFailed', load, error: unreachable };
      case 'restore':
        return { type: 'cacheRestored', load, snapshot: { inventory: tenantWith(tenant, machines), readAt: -1 } };
      case 'end':
        return { type: 'associationsLoaded', load, problem: undefined };
      case 'cancel':
        return { type: 'canceled' };
      case 'leave':
        return { type: 'tenantChanged' };
      case 'gateway':
        return { type: 'gatewayUpdated', gateway: own(gateway('gw-other'), model.tenant - age) };
      case 'stray':
        // Read in the tenant in use, of a resource that it does not have: a run goes on in another window of Azure.
        return { type: 'associationsRead', tenant: model.tenant, associations: associations(model.tenant - 1) };
      default:
        return {
          type: 'associationsRead',
          tenant: Math.max(0, model.tenant - age),
          associations: associations(Math.max(0, model.tenant - age)),
        };
    }
  }

  /** Whether a load that is over says something; it must not be heard. */
  function isLate(model: Model, event: InventoryEvent): boolean {
    if (!('load' in event) || event.type === 'loadStarted') return false;
    return model.loads[event.load]?.isOver ?? true;
  }

  function follow(model: Model, event: InventoryEvent, before: InventoryState): void {
    switch (event.type) {
      case 'loadStarted':
        for (const load of model.loads) load.isOver = true;
        model.loads.push({ tenant: model.tenant, isOver: false });
        model.reading = event.load;
        break;
      case 'allRead':
        if (model.reading !== event.load) break;
        model.reading = undefined;
        model.whole = event.read.reading.machines.items;
        if (event.read.reading.clusters.problem) model.hits.lacking += 1;
        else {
          const listed = new Set(model.whole.map(({ id }) => resourceKey(id)));
          for (const each of model.known.keys()) if (!listed.has(each)) model.known.delete(each);
        }
        break;
      case 'noSubscriptionFound':
        if (model.reading !== event.load) break;
        model.reading = undefined;
        model.known.clear();
        break;
      case 'loadFailed':
        if (model.reading === event.load) model.reading = undefined;
        break;
      case 'canceled':
        if (model.reading !== undefined) for (const load of model.loads) load.isOver = true;
        model.reading = undefined;
        break;
      case 'tenantChanged':
        model.tenant += 1;
        model.reading = undefined;
        model.known.clear();
        model.hits.left += 1;
        for (const load of model.loads) load.isOver = true;
        break;
      case 'associationsRead':
        if (event.tenant !== model.tenant || !inventoryOf(before)) break;
        for (const [each, association] of event.associations) {
          if (each.includes(subscriptionOf(model.tenant))) model.known.set(each, association);
          else model.hits.stray += 1;
        }
        break;
      case 'partRead':
      case 'cacheRestored':
      case 'associationsLoaded':
      case 'machineObserved':
      case 'resourcesVerified':
      case 'gatewayUpdated':
      case 'gatewayRemoved':
        break;
    }
  }

  function expectOwn(model: Model, shown: Inventory): void {
    const { reading, associations } = shown;
    const ids = [...reading.machines.items, ...reading.gateways.items].map(({ id }) => id);
    for (const id of [...ids, ...associations.keys()]) expect(id).toContain(subscriptionOf(model.tenant));
  }

  it('is of the tenant in use, loses no association, and calls nothing the latest that is not', () => {
    const hits = new Model().hits;
    fc.assert(
      fc.property(fc.array(steps, { minLength: 40, maxLength: 80 }), (sequence) => {
        const model = new Model();
        let state = initialState;
        for (const step of sequence) {
          const event = eventFor(model, step);
          const before = state;
          state = reduce(before, event);
          if (isLate(model, event)) {
            expect(state).toBe(before);
            model.hits.late += 1;
          }
          follow(model, event, before);
          const shown = inventoryOf(state);
          if (shown) expectOwn(model, shown);
          for (const [each, association] of model.known) expect(shown?.associations.get(each)).toBe(association);
          if (model.known.size > 0) model.hits.kept += 1;
          expect(activityOf(state) === 'resources').toBe(model.reading !== undefined);
          if (state.kind === 'ready') expect(shown?.reading.machines.items).toBe(model.whole);
          if (state.kind === 'stale') {
            expect([model.whole?.length, machines]).toContain(shown?.reading.machines.items.length);
            model.hits.stale += 1;
          }
          const snapshot = snapshotOf(state);
          if (snapshot) {
            expect(snapshot.inventory.reading.machines.items).toHaveLength(machines);
            model.hits.cached += 1;
          }
          if (isPartial(state)) model.hits.part += 1;
        }
        for (const [name, count] of Object.entries(model.hits)) hits[name as keyof typeof hits] += count;
      }),
      { numRuns: 500 },
    );
    for (const [name, count] of Object.entries(hits)) expect([name, count > 100]).toEqual([name, true]);
  });
});
