import { WaitQueue } from './waitQueue';

/** Lets a few do something at once, and the others in the order in which they came. */
export class Semaphore {
  private readonly line = new WaitQueue();
  private running = 0;

  constructor(private readonly count: number) {}

  /** Runs the work when its turn comes. Rejects with `Cancelled` when the signal is aborted before that. */
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

  /** Hands the place to whoever waits longest. */
  private leave(): void {
    if (!this.line.next()) this.running -= 1;
  }
}
