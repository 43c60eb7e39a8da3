import { isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';

interface Waiting {
  readonly clock: Clock;
  /** Called before each wait. */
  readonly report: (seconds: number) => void;
}

/**
 * Retries while the gateway is in another change, as often as Azure says; only the signal ends it.
 */
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
      // Azure may say zero and then reject again.
      const seconds = Math.max(1, failure.retryAfterSeconds);
      report(seconds);
      await clock.sleep(seconds * 1000, signal);
    }
  }
}
