import type { ArcError } from '../kernel/errors';
import type { ArcApi } from '../kernel/ports';
import type { Subscription } from '../kernel/resources';
import { Throttled } from '../vscode/throttled';
import type { TenantReading } from './events';
import { isEmpty, problemsOf } from './selectors';
import { statusOfError } from './state';

/** Milliseconds between parts. */
const interval = 300;

export interface ResourceSource {
  readonly api: Pick<ArcApi, 'subscriptions' | 'inventory'>;
  readonly choose: (all: readonly Subscription[]) => readonly Subscription[];
}

/**
 * Delivers parts until aborted. Undefined without subscriptions. Throws `ArcError` if the shown inventory should be
 * kept.
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

/** When a token expires during a load, the previous inventory is more complete. */
function fatalProblem(read: TenantReading): ArcError | undefined {
  const problems = problemsOf(read);
  const signedOut = problems.find(({ code }) => code === 'SignedOut');
  if (signedOut && (isEmpty(read) || statusOfError(signedOut) !== 'wrongTenant')) return signedOut;
  return isEmpty(read) && problems[0]?.code === 'Unreachable' ? problems[0] : undefined;
}
