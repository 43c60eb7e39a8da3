/** Time, handed in where waiting is part of the work, so that a test can let it pass. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Rejects with `Cancelled` when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
