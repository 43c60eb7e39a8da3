import { cancelled, isArcError } from '../errors';
import type { Clock } from '../ports';
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
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly pace: Pace,
    private readonly clock: Clock,
  ) {
    this.bucket = new TokenBucket(pace, clock.now());
  }

  /** Runs the work when its turn comes, and again when Azure throttles it. Work that waits for its turn can be cancelled. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.enter(signal);
    try {
      return await this.whenAllowed(work, signal);
    } finally {
      this.leave();
    }
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

  private enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(cancelled());
    if (this.running < this.pace.parallel) {
      this.running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(cancelled());
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(go);
    });
  }

  /** Hands the place to whoever waits longest. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
