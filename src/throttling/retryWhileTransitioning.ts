import { isArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';

interface Waiting {
  readonly clock: Clock;
  /** Told before each wait, with the seconds it takes. */
  readonly report: (seconds: number) => void;
}

/**
 * Does something to a gateway, and again for as long as Azure answers that the gateway is in the middle of another
 * change. Azure says when to ask again; only the signal ends the waiting.
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
      // Azure may say that there is no need to wait, and then refuse again.
      const seconds = Math.max(1, failure.retryAfterSeconds);
      report(seconds);
      await clock.sleep(seconds * 1000, signal);
    }
  }
}
