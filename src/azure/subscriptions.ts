import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { Subscription } from '../kernel/resources';
import type { Arm, ArmRequest } from './arm';
import { readPages } from './paging';

const subscription = v.object({
  subscriptionId: v.string(),
  displayName: v.nullish(v.string()),
  tenantId: v.nullish(v.string()),
  state: v.nullish(v.string()),
});

const request: ArmRequest = {
  method: 'GET',
  to: { path: '/subscriptions', apiVersion: '2022-12-01' },
  action: l10n.t('List subscriptions'),
  needs: l10n.t('Reader role on a subscription'),
  resource: l10n.t('List of subscriptions'),
};

/** Sorted by name. Omits deleted ones, which Azure lists for a while. */
export async function listSubscriptions(arm: Arm, signal: AbortSignal): Promise<readonly Subscription[]> {
  return (await readPages(arm, request, subscription, signal))
    .filter(({ state }) => state !== 'Deleted')
    .map(({ subscriptionId, displayName, tenantId }) => ({
      id: subscriptionId,
      name: displayName ?? subscriptionId,
      tenantId: tenantId ?? '',
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
