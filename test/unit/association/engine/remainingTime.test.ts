import { describe, expect, it } from 'vitest';
import type { Agents } from '../../../../src/association/engine/agents';
import { AssociationRun } from '../../../../src/association/engine/associationRun';
import type { AssociationGoal } from '../../../../src/association/engine/goal';
import type { ItemResult, RunRecord } from '../../../../src/association/engine/journal';
import type { ConnectionType } from '../../../../src/kernel/inventory';
import { remainingTime, shortestTime } from '../../../../src/association/engine/remainingTime';
import { type Associable, type Machine, resourceKey } from '../../../../src/kernel/resources';
import { FakeAssociations, headOf, MemoryJournal, planFor, portsOf } from '../../../support/fakeAssociations';
import { cluster, gateway, machine, subscriptionId } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';

const forever = new AbortController().signal;
const hub = gateway('gw-hub');
const toHub: AssociationGoal = { kind: 'associate', gateway: { id: hub.id, name: hub.name } };

describe('the time that writes still take', () => {
  it('is what the bucket asks for, and nothing while it is full enough', () => {
    expect(shortestTime([200])).toBe(0);
    expect(shortestTime([201, 250])).toBe(5000);
    expect(shortestTime([])).toBe(0);
  });

  it.each([
    ['nothing was written and a bucketful is left', [{ written: 0, left: 200, resources: 200 }], 0, 0],
    ['the bucket is empty', [{ written: 200, left: 100, resources: 100 }], 0, 10_000],
    ['the bucket has filled up a little since', [{ written: 200, left: 100, resources: 100 }], 4000, 6000],
    [
      'the bucket has filled up long since, and is no fuller than full',
      [{ written: 10, left: 250, resources: 250 }],
      3_600_000,
      5000,
    ],
    [
      'two subscriptions go side by side',
      [
        { written: 200, left: 100, resources: 100 },
        { written: 200, left: 300, resources: 300 },
      ],
      0,
      30_000,
    ],
    ['there is nothing', [], 0, 0],
  ])('where %s', (_, loads, elapsed, expected) => {
    expect(remainingTime(loads, elapsed, 0, 16)).toBe(expected);
  });

  it('goes by the pace so far where that is slower than the bucket', () => {
    expect(remainingTime([{ written: 16, left: 32, resources: 32 }], 10_000, 15_000, 16)).toBe(30_000);
    expect(remainingTime([{ written: 200, left: 160, resources: 160 }], 0, 1500, 16)).toBe(16_000);
    expect(remainingTime([{ written: 0, left: 64, resources: 32 }], 0, 1500, 16)).toBe(3000);
    expect(remainingTime([{ written: 0, left: 0, resources: 32 }], 0, 1500, 16)).toBe(3000);
  });
});

interface World {
  readonly list: readonly Associable[];
  readonly goal?: AssociationGoal;
  readonly results?: ReadonlyMap<number, ItemResult>;
  readonly latency?: number;
  readonly agents?: Agents;
  readonly before?: ConnectionType;
}

/** A run that begins an hour after its clock did. */
async function runOf({ list, goal = toHub, results = new Map(), latency, agents, before }: World) {
  const clock = new VirtualClock();
  await clock.runUntil(clock.sleep(3_600_000, forever));
  const azure = new FakeAssociations(clock, latency);
  const now = goal.kind === 'detach' ? hub : null;
  for (const { id, kind } of list) {
    azure.put(id, now?.id);
    if (kind === 'cluster') azure.putEnabled(id, false);
  }
  const facts =
    before &&
    new Map(
      list.map(
        ({ id }) => [resourceKey(id), { status: 'read', settings: { connectionType: before }, closed: [] }] as const,
      ),
    );
  const associations = list.map((each) => [each, now] as const);
  const parts = {
    gateways: [hub],
    machines: list.filter((each) => each.kind === 'machine'),
    clusters: list.filter((each) => each.kind === 'cluster'),
    associations,
  };
  const plan = planFor(parts, goal, undefined, facts);
  const record: RunRecord = { head: headOf(plan), results, sent: new Set() };
  const seen: { readonly settled: number; readonly isEstimated: boolean }[] = [];
  const run = new AssociationRun(record, {
    ...portsOf(azure, clock, new MemoryJournal()),
    agents,
    onResult: () => {
      const { settled, remainingMilliseconds } = run.progress;
      seen.push({ settled, isEstimated: remainingMilliseconds !== undefined });
    },
  });
  return { clock, run, seen };
}
const machines = (count: number, more: (index: number) => Partial<Machine> = () => ({})) =>
  Array.from({ length: count }, (_, index) => machine(`m-${index}`, more(index)));

/** What is said to be left after a while, for each millisecond that then was left. */
async function saidPerTaken(world: World, milliseconds: number): Promise<number> {
  const { clock, run } = await runOf(world);
  const ended = run.run();
  await clock.runUntil(clock.sleep(milliseconds, forever));
  const at = clock.now();
  const said = run.progress.remainingMilliseconds;
  const { results } = await clock.runUntil(ended);
  expect(new Set([...results.values()].map(({ status }) => status))).toEqual(new Set(['done']));
  return (said ?? 0) / (clock.now() - at);
}

describe('an estimate', () => {
  it('is made of five resources, and of no fewer', async () => {
    const { clock, run, seen } = await runOf({ list: machines(20) });
    expect(run.progress).not.toHaveProperty('remainingMilliseconds');
    await clock.runUntil(run.run());
    expect(seen.map(({ settled }) => settled)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(seen.map(({ isEstimated }) => isEstimated)).toEqual(Array.from({ length: 20 }, (_, index) => index >= 4));
  });

  it('is made of what this life of the run has done, not of what an earlier one did', async () => {
    const done: ItemResult = { status: 'done', at: '2026-08-01T08:00:00.000Z', milliseconds: 1 };
    const results = new Map(Array.from({ length: 10 }, (_, index) => [index, done]));
    const { clock, run, seen } = await runOf({ list: machines(20), results });
    expect(run.progress).not.toHaveProperty('remainingMilliseconds');
    await clock.runUntil(run.run());
    expect(seen.map(({ settled }) => settled)).toEqual(Array.from({ length: 10 }, (_, index) => index + 11));
    expect(seen.map(({ isEstimated }) => isEstimated)).toEqual(Array.from({ length: 10 }, (_, index) => index >= 4));
  });

  const near = (said: number): void => {
    expect(said).toBeGreaterThan(0.8);
    expect(said).toBeLessThan(1.2);
  };

  it('is near where the bucket decides', async () => {
    near(await saidPerTaken({ list: machines(1000) }, 40_000));
  });

  it('is near where each takes two writes', async () => {
    const list = Array.from({ length: 500 }, (_, index) => cluster(`k-${index}`));
    near(await saidPerTaken({ list }, 40_000));
  });

  it('is near where the answers are slow', async () => {
    near(await saidPerTaken({ list: machines(160), latency: 5000 }, 16_000));
    const list = Array.from({ length: 160 }, (_, index) => cluster(`k-${index}`));
    near(await saidPerTaken({ list, latency: 5000 }, 40_000));
  });

  it('is that of the subscription with the most, however its id is written', async () => {
    const other = '22222222-3333-4444-aaaa-bbbbbbbbbbbb';
    const list = machines(1100, (index) =>
      index < 300 ? { subscriptionId } : { subscriptionId: index % 2 ? other : other.toUpperCase() },
    );
    near(await saidPerTaken({ list }, 30_000));
  });

  it('counts what Azure limits, and not what the machines are told', async () => {
    const types = new Map<string, ConnectionType>();
    const agents: Agents = {
      readConnectionType: async ({ id }) => ({ connectionType: types.get(id) ?? 'gateway' }),
      setConnectionType: async ({ id }, to) => void types.set(id, to),
    };
    const goal: AssociationGoal = { kind: 'detach', onMachine: true };
    near(await saidPerTaken({ list: machines(1000), goal, agents, before: 'gateway' }, 40_000));
  });
});
