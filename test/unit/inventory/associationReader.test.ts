import { describe, expect, it } from 'vitest';
import { AssociationRun } from '../../../src/association/engine/associationRun';
import { ArcError } from '../../../src/kernel/errors';
import type { Association } from '../../../src/kernel/inventory';
import { SubscriptionPacers } from '../../../src/throttling/subscriptionPacers';
import { AssociationReader } from '../../../src/inventory/associationReader';
import { ThrottlingLimits } from '../../../src/sample/throttling';
import { FakeAssociations, headOf, MemoryJournal, planFor, portsOf } from '../../support/fakeAssociations';
import { gateway, machine } from '../../support/resources';
import { VirtualClock } from '../../support/virtualClock';

const forever = new AbortController().signal;
const idOf = (subscription: string, index: number): string =>
  `/subscriptions/${subscription}/resourceGroups/g/m-${index}`;
const idsOf = (subscription: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => idOf(subscription, index));
const throttled = new ArcError({ code: 'Throttled', retryAfterSeconds: 3 }, 'Later.');
const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'timeout' }, 'Nobody there.');

/** A reader over an Azure that takes 100 ms for each answer. */
function readerOf(
  ids: readonly string[],
  answer: (id: string, number: number) => string | undefined | ArcError = () => undefined,
) {
  const clock = new VirtualClock();
  const asked: { readonly id: string; readonly at: number }[] = [];
  const read = new Map<string, Association>();
  let underWay = 0;
  let most = 0;
  const reader = new AssociationReader(
    {
      read: async (id, signal) => {
        const number = asked.push({ id, at: clock.now() });
        most = Math.max(most, ++underWay);
        await clock.sleep(100, signal).finally(() => underWay--);
        const found = answer(id, number);
        if (found instanceof Error) throw found;
        return found;
      },
      onRead: (id, association) => read.set(id, association),
      isLast: true,
    },
    ids,
    new SubscriptionPacers(clock),
  );
  return { clock, reader, asked, read, most: () => most };
}

describe('associations', () => {
  it('are read as fast as Azure allows in each subscription, and few at once', async () => {
    const { clock, reader, asked, read, most } = readerOf([...idsOf('a', 1000), ...idsOf('b', 1000)]);
    await clock.runUntil(reader.run(forever));
    expect(read.size).toBe(2000);
    expect(most()).toBeLessThanOrEqual(16);
    // A bucket of 250, and 25 more each second.
    for (const subscription of ['a', 'b']) {
      const times = asked.filter(({ id }) => id.includes(`/${subscription}/`)).map(({ at }) => at);
      for (const second of [1, 5, 20]) {
        expect(times.filter((at) => at < second * 1000).length).toBeLessThanOrEqual(250 + second * 25);
      }
    }
    expect(clock.now()).toBeLessThan(1.1 * ((1000 - 250) / 25) * 1000);
  });

  it('that somebody looks at come first', async () => {
    const ids = idsOf('a', 600);
    const { clock, reader, asked } = readerOf(ids);
    const wanted = ids.slice(-20);
    const whole = reader.run(forever);
    await clock.runUntil(clock.sleep(1000, forever));
    const before = asked.length;
    reader.prioritize(wanted);
    await clock.runUntil(whole);
    expect(asked.slice(before, before + 20).map(({ id }) => id)).toEqual(wanted);
    expect(asked).toHaveLength(600);
  });

  it('are read again when Azure throttles or a connection breaks', async () => {
    const { clock, reader, read } = readerOf(idsOf('a', 30), (_, number) => {
      if (number === 3) return throttled;
      return number === 7 ? unreachable : '/gateway';
    });
    await clock.runUntil(reader.run(forever));
    expect([...read.values()].filter(({ status }) => status !== 'read')).toEqual([]);
    expect(read.size).toBe(30);
    expect(clock.now()).toBeGreaterThan(3000);
  });

  it('that are refused leave the others', async () => {
    const forbidden = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    const { clock, reader, read } = readerOf(idsOf('a', 10), (id) => (id.endsWith('-4') ? forbidden : undefined));
    await clock.runUntil(reader.run(forever));
    expect(read.get(idOf('a', 4))).toEqual({ status: 'failed', error: forbidden });
    expect([...read.values()].filter(({ status }) => status === 'read')).toHaveLength(9);
  });

  it.each([unreachable, new ArcError({ code: 'SignedOut' }, 'Sign in.')])(
    'are given up when there is no point in it: $code',
    async (error) => {
      const { clock, reader, asked } = readerOf(idsOf('a', 500), () => error);
      await expect(clock.runUntil(reader.run(forever))).rejects.toBe(error);
      expect(asked.length).toBeLessThan(50);
    },
  );

  it('stop when that is asked for', async () => {
    const { clock, reader, asked } = readerOf(idsOf('a', 500));
    const controller = new AbortController();
    const whole = reader.run(controller.signal);
    await clock.runUntil(clock.sleep(500, forever));
    controller.abort();
    await clock.runUntil(whole);
    expect(asked.length).toBeLessThan(60);
  });
});

describe('all that one account asks', () => {
  /** An Azure that refuses what is more than it allows, and counts how often it does. */
  function limited() {
    const clock = new VirtualClock();
    const azure = new FakeAssociations(clock);
    const limits = new ThrottlingLimits();
    const count = { refused: 0 };
    azure.trouble = (kind, id) => {
      const refusal = limits.refusal(kind === 'read' ? 'GET' : 'PATCH', id, clock.now());
      if (!refusal) return undefined;
      count.refused += 1;
      return new ArcError({ code: 'Throttled', retryAfterSeconds: Number(refusal.headers?.['retry-after']) }, 'Later.');
    };
    const read = (ids: readonly string[], signal = forever, isLast = true) =>
      new AssociationReader(
        { read: (id, wanted) => azure.association(id, wanted), onRead: () => undefined, isLast },
        ids,
        azure.pacers,
      ).run(signal);
    return { clock, azure, count, read };
  }
  const others = Array.from({ length: 5000 }, (_, index) => machine(`other-${index}`).id);

  it('stays within Azure’s limits when it begins again and again', async () => {
    const { clock, count, read } = limited();
    for (let times = 0; times < 3; times += 1) {
      const controller = new AbortController();
      const reading = read(others, controller.signal);
      await clock.runUntil(clock.sleep(5000, forever));
      controller.abort();
      await clock.runUntil(reading);
    }
    expect(count.refused).toBeLessThan(3);
  });

  it('lets a run go on at its own pace while an inventory is read', async () => {
    const { clock, azure, count, read } = limited();
    const hub = gateway('gw-hub');
    const machines = Array.from({ length: 1000 }, (_, index) => machine(`m-${index}`));
    const associations = machines.map((each) => [each, null] as const);
    const plan = planFor({ gateways: [hub], machines, associations }, { kind: 'associate', gateway: hub });
    const record = { head: headOf(plan), results: new Map(), sent: new Set<number>() };
    const controller = new AbortController();
    const reading = read(others, controller.signal);
    await clock.runUntil(new AssociationRun(record, portsOf(azure, clock, new MemoryJournal())).run());
    expect(azure.written).toHaveLength(1000);
    expect(clock.now()).toBeLessThanOrEqual(1.1 * 80_000);
    expect(count.refused).toBeLessThan(5);
    controller.abort();
    await clock.runUntil(reading);
  });

  it('reads what somebody waits for before all that nobody does', async () => {
    const { clock, azure, read } = limited();
    const controller = new AbortController();
    const reading = read(others, controller.signal);
    await clock.runUntil(clock.sleep(20_000, forever));
    const [begun, before] = [clock.now(), azure.reads];
    await clock.runUntil(read(others.slice(-50), forever, false));
    expect(clock.now() - begun).toBeLessThan(2500);
    expect(azure.reads - before).toBeLessThan(65);
    controller.abort();
    await clock.runUntil(reading);
  });
});
