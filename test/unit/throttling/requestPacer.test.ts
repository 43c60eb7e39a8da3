import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import { RequestPacer } from '../../../src/throttling/requestPacer';
import { Semaphore } from '../../../src/throttling/semaphore';
import { SubscriptionPacers } from '../../../src/throttling/subscriptionPacers';
import { armWrites } from '../../../src/throttling/tokenBucket';
import { VirtualClock } from '../../support/virtualClock';

const forever = new AbortController().signal;
const throttled = (retryAfterSeconds: number): ArcError =>
  new ArcError({ code: 'Throttled', retryAfterSeconds }, 'later');

describe('the pacer', () => {
  it('lets a bucketful through at once and the rest as the bucket refills', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ ...armWrites, parallel: 1000 }, clock);
    const times: number[] = [];
    const all = Promise.all(
      Array.from({ length: 300 }, () =>
        pacer.run(async () => {
          times.push(clock.now());
        }, forever),
      ),
    );
    await clock.runUntil(all);
    expect(times.filter((time) => time === 0)).toHaveLength(200);
    expect(Math.max(...times)).toBe(10_000);
  });

  it('never has more on the way than it may', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 100, perSecond: 100, parallel: 3 }, clock);
    let now = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await clock.sleep(10, forever);
      now -= 1;
    };
    await clock.runUntil(Promise.all(Array.from({ length: 20 }, () => pacer.run(work, forever))));
    expect(most).toBe(3);
  });

  it('comes back when Azure says so, and holds everything else back until then', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
    const times: number[] = [];
    const first = pacer.run(async () => {
      times.push(clock.now());
      if (times.length === 1) throw throttled(7);
    }, forever);
    const second = pacer.run(async () => {
      times.push(clock.now());
    }, forever);
    await clock.runUntil(Promise.all([first, second]));
    expect(times).toEqual([0, 7100, 7200]);
  });

  it.each([
    ['Azure asks to slow down', throttled(1), 5],
    ['another change is under way', new ArcError({ code: 'Conflict', retryAfterSeconds: 30 }, 'later'), 10],
    ['there is a lock', new ArcError({ code: 'Conflict' }, 'A lock.'), 1],
  ])('gives up where %s', async (_, error, most) => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
    let tries = 0;
    const run = pacer.run(async () => {
      tries += 1;
      throw error;
    }, forever);
    await expect(clock.runUntil(run)).rejects.toBe(error);
    expect(tries).toBe(most);
  });

  it('waits a second where Azure says that there is nothing to wait for', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
    let tries = 0;
    const work = async (): Promise<string> => {
      if (++tries < 3) throw throttled(0);
      return 'done';
    };
    expect(await clock.runUntil(pacer.run(work, forever))).toBe('done');
    expect(clock.now()).toBeGreaterThanOrEqual(2000);
  });

  it('lets work that nobody waits for have what all others leave', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 10, parallel: 30 }, clock);
    const last: number[] = [];
    const note = async (): Promise<void> => void last.push(clock.now());
    const others: number[] = [];
    const all = Array.from({ length: 30 }, () => pacer.run(async () => void others.push(clock.now()), forever));
    await clock.runUntil(clock.sleep(50, forever));
    const behind = Array.from({ length: 5 }, () => pacer.runLast(note, forever));
    await clock.runUntil(Promise.all([...all, ...behind]));
    expect(Math.max(...others)).toBe(2000);
    expect(last).toEqual([2100, 2200, 2300, 2400, 2500]);
  });

  it('lets go of work that waits when it is canceled, and goes on with the rest', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 1, perSecond: 1, parallel: 1 }, clock);
    const controller = new AbortController();
    const first = pacer.run(() => clock.sleep(10, forever), forever);
    const second = pacer.run(async () => 'never', controller.signal);
    const third = pacer.run(async () => 'third', forever);
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'Canceled' });
    await clock.runUntil(first);
    expect(await clock.runUntil(third)).toBe('third');
  });

  it('is no fuller after an hour than when it began', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 10, parallel: 100 }, clock);
    await clock.runUntil(clock.sleep(3_600_000, forever));
    const times: number[] = [];
    const note = async (): Promise<void> => void times.push(clock.now() - 3_600_000);
    await clock.runUntil(Promise.all(Array.from({ length: 15 }, () => pacer.run(note, forever))));
    expect(times).toEqual([...Array<number>(10).fill(0), 100, 200, 300, 400, 500]);
  });

  it('gives what it held back no tokens for the time it was held', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 1, parallel: 1 }, clock);
    const times: number[] = [];
    const work = async (): Promise<void> => {
      times.push(clock.now());
      if (times.length === 1) throw throttled(60);
    };
    await clock.runUntil(Promise.all([pacer.run(work, forever), pacer.run(work, forever), pacer.run(work, forever)]));
    expect(times).toEqual([0, 61_000, 62_000, 63_000]);
  });

  it('sends nothing of what was canceled before it came', async () => {
    const clock = new VirtualClock();
    const pacer = new RequestPacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
    let sent = 0;
    const work = async (): Promise<void> => void sent++;
    const aborted = AbortSignal.abort();
    for (const run of [pacer.run(work, aborted), pacer.runLast(work, aborted)])
      await expect(run).rejects.toMatchObject({ code: 'Canceled' });
    expect(sent).toBe(0);
    await clock.runUntil(pacer.run(work, forever));
    expect(sent).toBe(1);
  });
});

describe('slots', () => {
  /** Work that ends when it is told to, and a list of what has begun. */
  function held() {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const work = (name: string) => () => {
      begun.push(name);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      ends.set(name, () => {
        resolve(undefined);
      });
      return promise;
    };
    const end = async (name: string): Promise<void> => {
      ends.get(name)?.();
      await setImmediate();
    };
    return { begun, work, end };
  }

  it('are given in the order in which they are asked for, and never more of them than there are', async () => {
    const slots = new Semaphore(1);
    const { begun, work, end } = held();
    const all = Promise.all(['a', 'b', 'c'].map((name) => slots.run(work(name), forever)));
    await setImmediate();
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
    const late = slots.run(work('d'), forever);
    await setImmediate();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    await end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await end('d');
    await Promise.all([all, late]);
  });

  it('are kept by those who wait when somebody is canceled whose turn has come', async () => {
    const slots = new Semaphore(1);
    const { begun, work, end } = held();
    const stop = new AbortController();
    const all = [slots.run(work('a'), forever), slots.run(work('b'), stop.signal), slots.run(work('c'), forever)];
    await setImmediate();
    await end('a');
    stop.abort();
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('c');
    await Promise.all(all);
  });

  it('are not given to what was canceled before', async () => {
    const slots = new Semaphore(1);
    const { begun, work, end } = held();
    await expect(slots.run(work('never'), AbortSignal.abort())).rejects.toMatchObject({ code: 'Canceled' });
    const first = slots.run(work('a'), forever);
    await expect(slots.run(work('never'), AbortSignal.abort())).rejects.toMatchObject({ code: 'Canceled' });
    await setImmediate();
    await end('a');
    await first;
    expect(begun).toEqual(['a']);
  });
});

describe('the pacers of subscriptions', () => {
  it('are one for a subscription, however its id is written, and another one for each other', () => {
    const pacers = new SubscriptionPacers(new VirtualClock());
    expect(pacers.of('ABCD-1')).toBe(pacers.of('abcd-1'));
    expect(pacers.of('abcd-1')).not.toBe(pacers.of('abcd-2'));
    expect(pacers.of('abcd-1').reads).not.toBe(pacers.of('abcd-1').writes);
  });

  it.each([
    ['reads', 250, 25],
    ['writes', 200, 10],
  ] as const)('let as many %s through as Azure allows', async (kind, capacity, perSecond) => {
    const clock = new VirtualClock();
    const pacer = new SubscriptionPacers(clock).of('abcd-1')[kind];
    const times: number[] = [];
    const note = async (): Promise<void> => void times.push(clock.now());
    const count = capacity + 2 * perSecond;
    await clock.runUntil(Promise.all(Array.from({ length: count }, () => pacer.run(note, forever))));
    expect(times.filter((time) => time === 0)).toHaveLength(capacity);
    expect(Math.max(...times)).toBeCloseTo(2000);
  });
});
