import { ArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import type { GatewayApi } from '../kernel/gatewayApi';
import { gatewayProvider } from '../kernel/knowledge/gatewayLife';

const looksEvery = 5_000;
const ceiling = 15 * 60_000;

/** Registers a subscription for the provider of gateways, and waits until Azure has done so; minutes at most. */
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
    if (clock.now() >= end) {
      throw new ArcError(
        { code: 'Conflict' },
        `Azure has not finished registering ${gatewayProvider} (${state}). It goes on by itself; try again later.`,
      );
    }
    report(state);
    await clock.sleep(looksEvery, signal);
  }
}
