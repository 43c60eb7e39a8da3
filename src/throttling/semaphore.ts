import { WaitQueue } from './waitQueue';

/** First come, first served. */
export class Semaphore {
  private readonly line = new WaitQueue();
  private running = 0;

  constructor(private readonly count: number) {}

  /** Rejects with `Canceled` if aborted while waiting. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.enter(signal);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.running >= this.count) return this.line.wait(signal);
    this.running += 1;
    return Promise.resolve();
  }

  private leave(): void {
    if (!this.line.next()) this.running -= 1;
  }
}
