import { cancelled, isArcError } from '../errors';
import type { Clock } from '../ports';
import { Slots } from './slots';
import type { BucketSize } from './tokenBucket';
import { TokenBucket } from './tokenBucket';

export interface Pace extends BucketSize {
  /** Most requests that are on their way at once. */
  readonly parallel: number;
}

const mostThrottledTries = 5;

/** Sends requests no faster than Azure allows: within a token bucket, few at once, and later where Azure says later. */
export class Pacer {
  private readonly bucket: TokenBucket;
  private readonly slots: Slots;

  constructor(
    pace: Pace,
    private readonly clock: Clock,
  ) {
    this.bucket = new TokenBucket(pace, clock.now());
    this.slots = new Slots(pace.parallel);
  }

  /** Runs the work when its turn comes, and again when Azure throttles it. Work that waits for its turn can be cancelled. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.slots.run(() => this.whenAllowed(work, signal), signal);
  }

  private async whenAllowed<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      const wait = this.bucket.take(this.clock.now());
      if (wait > 0) await this.clock.sleep(wait, signal);
      if (signal.aborted) throw cancelled();
      try {
        return await work();
      } catch (error) {
        if (!isArcError(error) || error.failure.code !== 'Throttled' || tries === mostThrottledTries) throw error;
        this.bucket.holdUntil(this.clock.now() + error.failure.retryAfterSeconds * 1000);
      }
    }
  }
}
