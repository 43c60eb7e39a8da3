/** Injected for tests. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Rejects with `Cancelled` on abort. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
