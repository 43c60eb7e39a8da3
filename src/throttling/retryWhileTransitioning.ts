import { isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';

interface Waiting {
  readonly clock: Clock;
  /** Before each wait. */
  readonly report: (seconds: number) => void;
}

/** Retries during another change of the gateway, until aborted. */
export async function retryWhileTransitioning<T>(
  work: () => Promise<T>,
  { clock, report }: Waiting,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const failure = isArcError(thrown) ? thrown.failure : undefined;
      if (failure?.code !== 'Conflict' || failure.retryAfterSeconds === undefined) throw thrown;
      // Azure may say zero, then reject again.
      const seconds = Math.max(1, failure.retryAfterSeconds);
      report(seconds);
      await clock.sleep(seconds * 1000, signal);
    }
  }
}
