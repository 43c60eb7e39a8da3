import limits from './data/armLimits.json';

export interface BucketSize {
  /** Burst size. */
  readonly capacity: number;
  readonly perSecond: number;
}

/** ARM’s limits per principal and subscription. */
export const { reads: armReads, writes: armWrites }: Readonly<Record<'reads' | 'writes', BucketSize>> = limits;

/** In milliseconds of one clock. */
export class TokenBucket {
  private level: number;

  constructor(
    private readonly size: BucketSize,
    private at: number,
  ) {
    this.level = size.capacity;
  }

  /** Milliseconds until a token is free. */
  wait(now: number): number {
    this.refill(now);
    const owed = Math.max(0, 1 - this.level) / this.size.perSecond;
    return Math.max(0, this.at - now) + owed * 1000;
  }

  /** Reserves a token; milliseconds until usable. */
  take(now: number): number {
    const wait = this.wait(now);
    this.level -= 1;
    return wait;
  }

  /** `Retry-After`: no refill until then. */
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
