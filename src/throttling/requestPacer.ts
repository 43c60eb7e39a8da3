import { cancelled, isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { Semaphore } from './semaphore';
import type { BucketSize } from './tokenBucket';
import { TokenBucket } from './tokenBucket';

export interface Pace extends BucketSize {
  /** Most requests that are on their way at once. */
  readonly parallel: number;
}

/** Tries in all: of what is more than Azure allows, and of what is refused for minutes by another change under way. */
const mostTries = { Throttled: 5, Conflict: 10 } as const;

/** Sends requests no faster than Azure allows: within a token bucket, few at once, and later where Azure says later. */
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

  /** Runs the work when its turn comes, and again when Azure asks to wait. Work that waits for its turn can be cancelled. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.slots.run(() => this.whenAllowed(work, () => this.turn(signal), signal), signal);
  }

  /**
   * The same for work that nobody waits for: it takes what all others leave of the bucket. How much of it is on its way at
   * once is up to the caller.
   */
  runLast<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.whenAllowed(work, () => this.lastTurn(signal), signal);
  }

  private async whenAllowed<T>(work: () => Promise<T>, turn: () => Promise<void>, signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      await turn();
      if (signal.aborted) throw cancelled();
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

  /** Takes no token in advance, so that whoever comes meanwhile goes before. */
  private async lastTurn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.bucket.wait(this.clock.now());
      if (wait < 1) break;
      await this.clock.sleep(wait, signal);
    }
    this.bucket.take(this.clock.now());
  }
}

/** Milliseconds to wait before the next try; throws what trying again does not help. */
function waitAfter(error: unknown, tries: number): number {
  const failure = isArcError(error) ? error.failure : undefined;
  if (failure?.code !== 'Throttled' && failure?.code !== 'Conflict') throw error;
  if (failure.retryAfterSeconds === undefined || tries >= mostTries[failure.code]) throw error;
  return Math.max(1, failure.retryAfterSeconds) * 1000;
}
