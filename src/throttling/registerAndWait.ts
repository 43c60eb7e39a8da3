import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import type { GatewayApi } from '../kernel/gatewayApi';
import { gatewayProvider } from '../kernel/knowledge/gatewayLife';

const pollMilliseconds = 5_000;
const ceiling = 15 * 60_000;

/** For the gateways’ resource provider. */
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
        l10n.t`Azure hasn’t finished registering ${gatewayProvider} (${state}). It continues in the background; try again later.`,
      );
    }
    report(state);
    await clock.sleep(pollMilliseconds, signal);
  }
}
