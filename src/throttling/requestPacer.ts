import { canceled, isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { Semaphore } from './semaphore';
import type { BucketSize } from './tokenBucket';
import { TokenBucket } from './tokenBucket';

export interface Pace extends BucketSize {
  readonly parallel: number;
}

/** Attempts. A conflicting change can take minutes. */
const mostTries = { Throttled: 5, Conflict: 10 } as const;

/** Token bucket, concurrency limit, and `Retry-After`. */
export class RequestPacer {
  private readonly bucket: TokenBucket;
  private readonly slots: Semaphore;

  constructor(
    pace: Pace,
    private readonly clock: Clock,
  ) {
    this.bucket = new TokenBucket(pace, clock.now());
    this.slots = new Semaphore(pace.parallel);
  }

  /** Retries as Azure says. Waits can be canceled. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.slots.run(() => this.whenAllowed(work, () => this.turn(signal), signal), signal);
  }

  /** Low priority: only spare tokens. The caller limits concurrency. */
  runLast<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.whenAllowed(work, () => this.lastTurn(signal), signal);
  }

  private async whenAllowed<T>(work: () => Promise<T>, turn: () => Promise<void>, signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      await turn();
      if (signal.aborted) throw canceled();
      try {
        return await work();
      } catch (error) {
        this.bucket.holdUntil(this.clock.now() + waitAfter(error, tries));
      }
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    const wait = this.bucket.take(this.clock.now());
    if (wait > 0) await this.clock.sleep(wait, signal);
  }

  /** Does not reserve a token, so higher-priority callers go first. */
  private async lastTurn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.bucket.wait(this.clock.now());
      if (wait < 1) break;
      await this.clock.sleep(wait, signal);
    }
    this.bucket.take(this.clock.now());
  }
}

/** Milliseconds to the next attempt; rethrows what a retry doesn’t fix. */
function waitAfter(error: unknown, tries: number): number {
  const failure = isArcError(error) ? error.failure : undefined;
  if (failure?.code !== 'Throttled' && failure?.code !== 'Conflict') throw error;
  if (failure.retryAfterSeconds === undefined || tries >= mostTries[failure.code]) throw error;
  return Math.max(1, failure.retryAfterSeconds) * 1000;
}
