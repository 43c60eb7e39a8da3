import { describe, expect, it } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import { Pacer } from '../../../src/throttling/pacer';
import { armWrites } from '../../../src/throttling/tokenBucket';
import { VirtualClock } from '../../support/virtualClock';

const forever = new AbortController().signal;
const throttled = (retryAfterSeconds: number): ArcError =>
  new ArcError({ code: 'Throttled', retryAfterSeconds }, 'later');

describe('the pacer', () => {
  it('lets a bucketful through at once and the rest as the bucket refills', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ ...armWrites, parallel: 1000 }, clock);
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
    const pacer = new Pacer({ capacity: 100, perSecond: 100, parallel: 3 }, clock);
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
    const pacer = new Pacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
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
    const pacer = new Pacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
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
    const pacer = new Pacer({ capacity: 10, perSecond: 10, parallel: 1 }, clock);
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
    const pacer = new Pacer({ capacity: 10, perSecond: 10, parallel: 30 }, clock);
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

  it('lets go of work that waits when it is cancelled, and goes on with the rest', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ capacity: 1, perSecond: 1, parallel: 1 }, clock);
    const controller = new AbortController();
    const first = pacer.run(() => clock.sleep(10, forever), forever);
    const second = pacer.run(async () => 'never', controller.signal);
    const third = pacer.run(async () => 'third', forever);
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'Cancelled' });
    await clock.runUntil(first);
    expect(await clock.runUntil(third)).toBe('third');
  });
});
