import type { Clock } from '../kernel/clock';
import type { ArcApi } from '../kernel/ports';
import { registrationNotFinished } from './errors';

const pollMilliseconds = 5_000;
const ceiling = 15 * 60_000;

export interface Registration {
  readonly subscriptionId: string;
  /** Of a resource provider: `Microsoft.Kubernetes`. */
  readonly namespace: string;
}

/**
 * Registers the subscription and waits until Azure has done so. Waits as Azure says while it throttles. Canceling only
 * stops the wait. Throws `OperationFailed` if it takes too long.
 */
export async function registerAndWait(
  api: Pick<ArcApi, 'providerState' | 'registerProvider' | 'pacers'>,
  { subscriptionId, namespace }: Registration,
  { clock, report }: { readonly clock: Clock; readonly report: (state: string) => void },
  signal: AbortSignal,
): Promise<void> {
  const { reads, writes } = api.pacers.of(subscriptionId);
  await writes.run(() => api.registerProvider(subscriptionId, namespace, signal), signal);
  const end = clock.now() + ceiling;
  for (;;) {
    const state = await reads.run(() => api.providerState(subscriptionId, namespace, signal), signal);
    if (state.toLowerCase() === 'registered') return;
    if (clock.now() >= end) throw registrationNotFinished(namespace, state);
    report(state);
    await clock.sleep(pollMilliseconds, signal);
  }
}
