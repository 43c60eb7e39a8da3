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

  it('is shared with whoever else the service counts', async () => {
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

  it('lets go of what waits when that is cancelled, and goes on with the rest', async () => {
    const clock = new VirtualClock();
    const service = new Service(clock, 2);
    const quota = new QuotaWindow({ requests: 2, milliseconds: 5000 }, clock);
    await clock.runUntil(many(2, quota, service));
    const controller = new AbortController();
    const waiting = run(quota, service, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'Cancelled' });
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
