import type { Clock } from '../kernel/clock';
import type { GatewayApi } from '../kernel/gatewayApi';
import { registrationNotFinished } from './errors';

const pollMilliseconds = 5_000;
const ceiling = 15 * 60_000;

/** For the gateways’ resource provider. Throws `OperationFailed` if it takes too long. */
export async function registerAndWait(
  api: Pick<GatewayApi, 'provider' | 'registerProvider'>,
  subscriptionId: string,
  { clock, report }: { readonly clock: Clock; readonly report: (state: string) => void },
  signal: AbortSignal,
): Promise<void> {
  await api.registerProvider(subscriptionId, signal);
  const end = clock.now() + ceiling;
  for (;;) {
    const { state } = await api.provider(subscriptionId, signal);
    if (state.toLowerCase() === 'registered') return;
    if (clock.now() >= end) throw registrationNotFinished(state);
    report(state);
    await clock.sleep(pollMilliseconds, signal);
  }
}
