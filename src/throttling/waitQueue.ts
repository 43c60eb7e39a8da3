import { cancelled } from '../kernel/errors';

/** Those who wait for their turn, in the order in which they came. */
export class WaitQueue {
  private readonly waiting: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Settles when its turn comes. Rejects with `Cancelled` when the signal is aborted before that. */
  wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(cancelled());
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

  /** Gives the turn to whoever waits longest; false when nobody does. */
  next(): boolean {
    const go = this.waiting.shift();
    go?.();
    return go !== undefined;
  }
}
