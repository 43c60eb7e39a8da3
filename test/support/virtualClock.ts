import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/kernel/clock';
import { canceled } from '../../src/kernel/errors';

/** A clock that stands still while anything runs, and then jumps to the next timer. */
export class VirtualClock implements Clock {
  private time = 0;
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(canceled());
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.time + milliseconds, wake: resolve };
      this.sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((each) => each !== sleeper);
        reject(canceled());
      });
    });
  }

  /** Lets time pass until the promise is settled; fails when it waits for something else than this clock. */
  async runUntil<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (let idle = 0; idle < 1000;) {
      await setImmediate();
      if (isSettled) return promise;
      idle = this.jump() ? 0 : idle + 1;
    }
    throw new Error('Nothing waits for the clock any more, and it is not done.');
  }

  private jump(): boolean {
    if (this.sleepers.length === 0) return false;
    this.time = Math.min(...this.sleepers.map(({ at }) => at));
    const awake = this.sleepers.filter(({ at }) => at <= this.time);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
    for (const { wake } of awake) wake();
    return true;
  }
}
