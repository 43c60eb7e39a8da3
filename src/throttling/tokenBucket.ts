export interface BucketSize {
  /** Most that can be taken at once. */
  readonly capacity: number;
  readonly perSecond: number;
}

/**
 * What Azure Resource Manager lets one principal do in one subscription: a bucket of requests that refills steadily.
 * Source: “Understand how Azure Resource Manager throttles requests”, 2026-03.
 */
export const armReads: BucketSize = { capacity: 250, perSecond: 25 };
export const armWrites: BucketSize = { capacity: 200, perSecond: 10 };

/** Counts what may be sent. Times are milliseconds of any one clock. */
export class TokenBucket {
  private level: number;

  constructor(
    private readonly size: BucketSize,
    private at: number,
  ) {
    this.level = size.capacity;
  }

  /** Milliseconds until a token is there that nobody has taken. */
  wait(now: number): number {
    this.refill(now);
    const owed = Math.max(0, 1 - this.level) / this.size.perSecond;
    return Math.max(0, this.at - now) + owed * 1000;
  }

  /** Takes a token; returns the milliseconds to wait before it may be used. Those who take first wait least. */
  take(now: number): number {
    const wait = this.wait(now);
    this.level -= 1;
    return wait;
  }

  /** Azure said when to come back: until then nothing refills, and nothing is left. */
  holdUntil(time: number): void {
    this.refill(time);
    this.level = Math.min(this.level, 0);
  }

  private refill(now: number): void {
    if (now <= this.at) return;
    this.level = Math.min(this.size.capacity, this.level + ((now - this.at) / 1000) * this.size.perSecond);
    this.at = now;
  }
}
