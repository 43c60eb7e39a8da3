import { canceled } from '../kernel/errors';

export class WaitQueue {
  private readonly waiting: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Rejects with `Canceled` if aborted while waiting. */
  wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(canceled());
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(canceled());
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(go);
    });
  }

  /** False if empty. */
  next(): boolean {
    const go = this.waiting.shift();
    go?.();
    return go !== undefined;
  }
}
