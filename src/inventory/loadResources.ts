import type { ArcError } from '../kernel/errors';
import type { ArcApi } from '../kernel/ports';
import type { Subscription } from '../kernel/resources';
import { Throttled } from '../vscode/throttled';
import type { TenantReading } from './events';
import { isEmpty, problemsOf } from './selectors';
import { statusOfError } from './state';

/** Milliseconds between two parts. */
const interval = 300;

export interface ResourceSource {
  readonly api: Pick<ArcApi, 'subscriptions' | 'inventory'>;
  /** Which of all subscriptions are read. */
  readonly choose: (all: readonly Subscription[]) => readonly Subscription[];
}

/**
 * Reads the chosen subscriptions, and gives from time to time what has been read so far; none after the signal is aborted.
 * Resolves with undefined where there is no subscription. Throws `ArcError` where nothing could be read that should
 * replace what is shown.
 */
export async function loadResources(
  { api, choose }: ResourceSource,
  signal: AbortSignal,
  onPart: (part: TenantReading) => void,
): Promise<TenantReading | undefined> {
  const subscriptions = choose(await api.subscriptions(signal));
  if (subscriptions.length === 0 || signal.aborted) return undefined;
  let part: TenantReading | undefined;
  const throttled = new Throttled(interval, () => {
    if (part && !signal.aborted) onPart(part);
  });
  try {
    const ids = subscriptions.map(({ id }) => id);
    const reading = await api.inventory(ids, signal, (soFar) => {
      part = { subscriptions, reading: soFar };
      // Showing nothing would make the first rows wait for an interval.
      if (!isEmpty(part) || problemsOf(part).length > 0) throttled.trigger();
    });
    const read = { subscriptions, reading };
    const problem = fatalProblem(read);
    if (problem) throw problem;
    return read;
  } finally {
    throttled.dispose();
  }
}

/** A token may expire halfway: what was there before is then more than what could still be read. */
function fatalProblem(read: TenantReading): ArcError | undefined {
  const problems = problemsOf(read);
  const signedOut = problems.find(({ code }) => code === 'SignedOut');
  if (signedOut && (isEmpty(read) || statusOfError(signedOut) !== 'wrongTenant')) return signedOut;
  return isEmpty(read) && problems[0]?.code === 'Unreachable' ? problems[0] : undefined;
}
