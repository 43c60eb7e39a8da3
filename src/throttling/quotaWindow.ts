import { isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { WaitQueue } from './waitQueue';

/** What an answer says of the quota it was counted against. */
export interface QuotaState {
  /** Requests that may still be sent in this window. */
  readonly remaining: number;
  readonly resetsAfterMilliseconds: number;
}

/** A quota as its documentation has it, until the service says otherwise. */
export interface UsualQuota {
  readonly requests: number;
  readonly milliseconds: number;
}

const mostThrottledTries = 5;

/**
 * Keeps requests within a quota that a service gives for a window of time and tells of in each answer. What is beyond
 * it waits until the window ends. Only the service knows when that is, and who else uses the quota.
 */
export class QuotaWindow {
  private readonly line = new WaitQueue();
  private underWay = 0;
  private size: number;
  private left: number;
  /** Undefined until an answer has told. */
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

  /** Sends when the quota allows it, and again when the service throttles it after all. */
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
        this.underWay -= 1;
        this.letIn();
      }
    }
  }

  /** What is under way may or may not be counted in what an answer says is left, so it is taken off once more. */
  private note(state: QuotaState | undefined, sentIn: number): void {
    if (sentIn !== this.number) return; // of a window that is over
    this.answered += 1;
    // Something on the way may drop the headers.
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
    this.letIn();
    return turn;
  }

  private letIn(): void {
    if (this.ends !== undefined && this.clock.now() >= this.ends) this.open();
    while (this.left - this.underWay > 0) {
      if (!this.line.next()) return;
      this.underWay += 1;
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
        this.letIn();
      },
      () => undefined,
    );
  }
}
