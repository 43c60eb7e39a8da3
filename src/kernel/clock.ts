/** Injected for tests. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Rejects with `Canceled` on abort. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
