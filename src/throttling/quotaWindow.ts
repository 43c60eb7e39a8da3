import { isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { WaitQueue } from './waitQueue';

/** As a response reports it. */
export interface QuotaState {
  /** In this window. */
  readonly remaining: number;
  readonly resetsAfterMilliseconds: number;
}

/** Documented; used until the service reports one. */
export interface UsualQuota {
  readonly requests: number;
  readonly milliseconds: number;
}

const mostThrottledTries = 5;

/**
 * Limits requests to the service’s quota per window. Only the service knows when a window starts and who else uses the
 * quota.
 */
export class QuotaWindow {
  private readonly line = new WaitQueue();
  private inFlight = 0;
  private size: number;
  private left: number;
  /** Undefined until reported. */
  private ends: number | undefined;
  private answered = 0;
  private number = 0;
  private alarm: AbortController | undefined;

  constructor(
    private readonly usual: UsualQuota,
    private readonly clock: Clock,
  ) {
    this.size = usual.requests;
    this.left = usual.requests;
  }

  /** Retries if throttled. */
  async run<T>(
    work: () => Promise<T>,
    quotaOf: (answer: T) => QuotaState | undefined,
    signal: AbortSignal,
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      await this.enter(signal);
      const sentIn = this.number;
      try {
        const answer = await work();
        this.note(quotaOf(answer), sentIn);
        return answer;
      } catch (error) {
        if (!isArcError(error) || error.failure.code !== 'Throttled' || tries === mostThrottledTries) throw error;
        this.left = 0;
        this.ends = this.clock.now() + error.failure.retryAfterSeconds * 1000;
      } finally {
        this.inFlight -= 1;
        this.admit();
      }
    }
  }

  /** `remaining` may not include requests in flight, so they are subtracted again. */
  private note(state: QuotaState | undefined, sentIn: number): void {
    if (sentIn !== this.number) return; // an earlier window
    this.answered += 1;
    // A proxy may drop the headers.
    const { remaining, resetsAfterMilliseconds } = state ?? {
      remaining: this.left - 1,
      resetsAfterMilliseconds: this.usual.milliseconds,
    };
    const ends = this.clock.now() + resetsAfterMilliseconds;
    this.left = this.ends === undefined ? remaining : Math.min(this.left, remaining);
    this.ends = this.ends === undefined ? ends : Math.min(this.ends, ends);
    this.size = Math.max(1, this.left + this.answered);
  }

  private enter(signal: AbortSignal): Promise<void> {
    const turn = this.line.wait(signal);
    turn.catch(() => {
      if (this.line.isEmpty) this.alarm?.abort();
    });
    this.admit();
    return turn;
  }

  private admit(): void {
    if (this.ends !== undefined && this.clock.now() >= this.ends) this.open();
    while (this.left - this.inFlight > 0) {
      if (!this.line.next()) return;
      this.inFlight += 1;
    }
    if (!this.line.isEmpty && this.ends !== undefined) this.setAlarm(this.ends);
  }

  private open(): void {
    this.number += 1;
    this.left = this.size;
    this.answered = 0;
    this.ends = undefined;
  }

  private setAlarm(time: number): void {
    if (this.alarm) return;
    const alarm = new AbortController();
    this.alarm = alarm;
    const off = (): void => {
      if (this.alarm === alarm) this.alarm = undefined;
    };
    alarm.signal.addEventListener('abort', off);
    void this.clock.sleep(time - this.clock.now(), alarm.signal).then(
      () => {
        off();
        this.admit();
      },
      () => undefined,
    );
  }
}
