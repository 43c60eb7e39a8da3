import { describe, expect, it } from 'vitest';
import { ArcError } from '../../../src/kernel/errors';
import { type QuotaState, QuotaWindow } from '../../../src/throttling/quotaWindow';
import { VirtualClock } from '../../support/virtualClock';

const forever = new AbortController().signal;

/** A service that gives so many requests in each window, which begins with its first request. */
class Service {
  readonly times: number[] = [];
  throttled = 0;
  private ends = -Infinity;
  private remaining = 0;

  constructor(
    private readonly clock: VirtualClock,
    private readonly size: number,
    private readonly milliseconds = 100,
  ) {}

  async answer(): Promise<QuotaState> {
    this.take();
    const { remaining, ends } = this;
    await this.clock.sleep(this.milliseconds, forever);
    return {
      remaining,
      resetsAfterMilliseconds: Math.ceil((ends - this.clock.now() + this.milliseconds) / 1000) * 1000,
    };
  }

  /** Somebody else uses the same quota. */
  take(): void {
    if (this.clock.now() >= this.ends) {
      this.ends = this.clock.now() + 5000;
      this.remaining = this.size;
    }
    if (this.remaining === 0) {
      this.throttled += 1;
      throw new ArcError({ code: 'Throttled', retryAfterSeconds: 5 }, 'Slow down.');
    }
    this.remaining -= 1;
    this.times.push(this.clock.now());
  }
}

const run = (quota: QuotaWindow, service: Service, signal = forever): Promise<QuotaState> =>
  quota.run(
    () => service.answer(),
    (state) => state,
    signal,
  );

const many = (count: number, quota: QuotaWindow, service: Service): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, () => run(quota, service)));

describe('a quota', () => {
  it('is used up in each window and never exceeded', async () => {
    const clock = new VirtualClock();
    const service = new Service(clock, 15);
    await clock.runUntil(many(50, new QuotaWindow({ requests: 15, milliseconds: 5000 }, clock), service));
    expect(service.throttled).toBe(0);
    expect(service.times).toHaveLength(50);
    expect(
      Object.values(Object.groupBy(service.times, (time) => Math.floor(time / 5000))).map((some) => some?.length),
    ).toEqual([15, 15, 15, 5]);
    expect(clock.now()).toBeLessThan(15_500);
  });

  it('is that which the service tells, not that which was expected', async () => {
    const clock = new VirtualClock();
    const service = new Service(clock, 6);
    const quota = new QuotaWindow({ requests: 15, milliseconds: 5000 }, clock);
    await clock.runUntil(run(quota, service));
    await clock.runUntil(many(20, quota, service));
    expect(service.throttled).toBe(0);
    expect(service.times).toHaveLength(21);
  });

  it('is shared with all that the service counts', async () => {
    const clock = new VirtualClock();
    const service = new Service(clock, 15);
    const quota = new QuotaWindow({ requests: 15, milliseconds: 5000 }, clock);
    for (let i = 0; i < 10; i++) service.take();
    await clock.runUntil(run(quota, service));
    await clock.runUntil(many(10, quota, service));
    expect(service.throttled).toBe(0);
    expect(service.times.filter((time) => time < 5000)).toHaveLength(15);
  });

  it('waits as long as the service says when it throttles after all', async () => {
    const clock = new VirtualClock();
    const service = new Service(clock, 15);
    for (let i = 0; i < 15; i++) service.take();
    const state = await clock.runUntil(run(new QuotaWindow({ requests: 15, milliseconds: 5000 }, clock), service));
    expect(service.throttled).toBe(1);
    expect(state.remaining).toBe(14);
    expect(clock.now()).toBe(5100);
  });

  it('lets go of what waits when that is canceled, and goes on with the rest', async () => {
    const clock = new VirtualClock();
    const service = new Service(clock, 2);
    const quota = new QuotaWindow({ requests: 2, milliseconds: 5000 }, clock);
    await clock.runUntil(many(2, quota, service));
    const controller = new AbortController();
    const waiting = run(quota, service, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'Canceled' });
    await clock.runUntil(run(quota, service));
    expect(service.times).toHaveLength(3);
  });

  it('goes by the usual quota where the answers tell nothing', async () => {
    const clock = new VirtualClock();
    const quota = new QuotaWindow({ requests: 3, milliseconds: 5000 }, clock);
    const times: number[] = [];
    const silent = () =>
      quota.run(
        async () => times.push(clock.now()),
        () => undefined,
        forever,
      );
    await clock.runUntil(Promise.all(Array.from({ length: 7 }, silent)));
    expect(times).toEqual([0, 0, 0, 5000, 5000, 5000, 10_000]);
  });
});

const says = (remaining: number, resetsAfterMilliseconds: number): QuotaState => ({
  remaining,
  resetsAfterMilliseconds,
});
const slowDown = (retryAfterSeconds: number) => new ArcError({ code: 'Throttled', retryAfterSeconds }, 'Slow down.');

/** A quota whose answers are written by the test, and when each request was sent. */
function scripted(requests: number) {
  const clock = new VirtualClock();
  const quota = new QuotaWindow({ requests, milliseconds: 5000 }, clock);
  const times: number[] = [];
  const send = (takes: number, answer: QuotaState | ArcError | undefined, signal = forever) =>
    quota.run(
      async () => {
        times.push(clock.now());
        await clock.sleep(takes, forever);
        if (answer instanceof ArcError) throw answer;
        return answer;
      },
      (state) => state,
      signal,
    );
  const sendMany = (count: number, takes: number, answer: QuotaState | undefined) =>
    Promise.all(Array.from({ length: count }, () => send(takes, answer)));
  const passUntil = (time: number) => clock.runUntil(clock.sleep(time - clock.now(), forever));
  return { clock, quota, times, send, sendMany, passUntil };
}

describe('an answer', () => {
  it.each([
    ['before another one of the next window', 5500],
    ['after another one of the next window', 6000],
  ])('of a window that is over says nothing of the next one, when it comes %s', async (_, comes) => {
    const { clock, times, send, sendMany, passUntil } = scripted(10);
    const late = send(comes, says(0, 60_000));
    await clock.runUntil(send(100, says(8, 4900)));
    await passUntil(5000);
    const next = send(comes === 5500 ? 900 : 100, says(8, 4900));
    await clock.runUntil(Promise.all([late, next]));
    const then = clock.now();
    await clock.runUntil(sendMany(4, 100, says(4, 4000)));
    expect(times).toEqual([0, 0, 5000, then, then, then, then]);
    expect(then).toBeLessThan(6100);
  });

  it('that was overtaken gives nothing back', async () => {
    const { clock, times, send, sendMany } = scripted(5);
    await clock.runUntil(Promise.all([send(200, says(4, 4800)), send(100, says(3, 4900))]));
    await clock.runUntil(sendMany(5, 0, says(0, 4800)));
    expect(times).toEqual([0, 0, 200, 200, 200, 5000, 5000]);
  });

  it('may tell of more than was expected', async () => {
    const { clock, times, send, sendMany } = scripted(3);
    await clock.runUntil(send(100, says(9, 4900)));
    await clock.runUntil(sendMany(9, 0, says(0, 4900)));
    expect(times.slice(1)).toEqual(Array(9).fill(100));
  });

  it.each([
    ['later', 4900, 5800],
    ['earlier', 5900, 4800],
  ])('that has the window end %s than another one leaves the earlier end', async (_, first, second) => {
    const { clock, times, send } = scripted(2);
    await clock.runUntil(Promise.all([send(100, says(1, first)), send(200, says(0, second))]));
    await clock.runUntil(send(0, says(1, 5000)));
    expect(times).toEqual([0, 0, 5000]);
  });

  it('of a window with less in it is what the next one is taken to have', async () => {
    const { clock, times, send, sendMany, passUntil } = scripted(10);
    await clock.runUntil(send(100, says(3, 4900)));
    await passUntil(5000);
    await clock.runUntil(sendMany(6, 100, undefined));
    expect(times.filter((time) => time === 5000)).toHaveLength(4);
  });
});

describe('a service that throttles after all', () => {
  it('holds all others for as long as it says', async () => {
    const { clock, times, send } = scripted(10);
    const refused = send(100, slowDown(7));
    refused.catch(() => undefined);
    await clock.runUntil(clock.sleep(150, forever));
    await clock.runUntil(send(0, says(9, 5000)));
    expect(times.slice(0, 3)).toEqual([0, 7100, 7100]);
  });

  it('is asked five times in all', async () => {
    const { clock, times, send } = scripted(10);
    const busy = slowDown(7);
    await expect(clock.runUntil(send(0, busy))).rejects.toBe(busy);
    expect(times).toEqual([0, 7000, 14_000, 21_000, 28_000]);
  });

  it('while others get answers that tell nothing does not end the sending', async () => {
    const { clock, quota, times, sendMany } = scripted(3);
    let tries = 0;
    const once = async (): Promise<undefined> => {
      times.push(clock.now());
      if (++tries === 1) throw slowDown(5);
    };
    const first = quota.run(once, () => undefined, forever);
    await clock.runUntil(Promise.all([first, sendMany(2, 100, undefined)]));
    await clock.runUntil(sendMany(3, 100, undefined));
    expect(times).toHaveLength(7);
  });

  it('and another failure are told apart', async () => {
    const { clock, times, send } = scripted(1);
    const refused = new ArcError({ code: 'Forbidden', needs: 'a role' }, 'No.');
    await expect(clock.runUntil(send(100, refused))).rejects.toBe(refused);
    await clock.runUntil(send(0, says(0, 5000)));
    expect(times).toEqual([0, 100]);
  });
});

describe('what waits for the next window', () => {
  /** A clock that keeps the signals of those who sleep, but for those of the test itself. */
  class WatchedClock extends VirtualClock {
    readonly alarms: AbortSignal[] = [];
    override sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
      if (signal !== forever) this.alarms.push(signal);
      return super.sleep(milliseconds, signal);
    }
  }
  const used = async () => {
    const clock = new WatchedClock();
    const quota = new QuotaWindow({ requests: 1, milliseconds: 5000 }, clock);
    const times: number[] = [];
    const send = (signal = forever) =>
      quota.run(
        async () => times.push(clock.now()),
        () => says(0, 5000),
        signal,
      );
    await clock.runUntil(send());
    return { clock, times, send };
  };

  it('has one alarm, however many wait', async () => {
    const { clock, times, send } = await used();
    await clock.runUntil(Promise.all([send(), send(), send()]));
    expect(times).toEqual([0, 5000, 10_000, 15_000]);
    expect(clock.alarms).toHaveLength(3);
  });

  it('leaves no alarm behind when all of it is canceled, and goes at its time when some is', async () => {
    const { clock, times, send } = await used();
    const [stop, stopLast] = [new AbortController(), new AbortController()];
    const waiting = [send(stop.signal), send(stopLast.signal)];
    const rejected = waiting.map((each) => expect(each).rejects.toMatchObject({ code: 'Canceled' }));
    stop.abort();
    await rejected[0];
    expect(clock.alarms.map(({ aborted }) => aborted)).toEqual([false]);
    stopLast.abort();
    await rejected[1];
    expect(clock.alarms.map(({ aborted }) => aborted)).toEqual([true]);

    const given = new AbortController();
    const both = [send(given.signal), send()] as const;
    given.abort();
    await expect(both[0]).rejects.toMatchObject({ code: 'Canceled' });
    await clock.runUntil(both[1]);
    expect(times).toEqual([0, 5000]);
  });
});
