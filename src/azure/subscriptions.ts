import * as v from 'valibot';
import type { Subscription } from '../core';
import { type Arm, type ArmRequest, readBody } from './arm';

const page = v.object({
  value: v.array(
    v.object({
      subscriptionId: v.string(),
      displayName: v.nullish(v.string()),
      tenantId: v.nullish(v.string()),
      state: v.nullish(v.string()),
    }),
  ),
  nextLink: v.nullish(v.string()),
});

/** The subscriptions the account can see, by name. One that has been deleted is still listed for a while; it is left out. */
export async function listSubscriptions(arm: Arm, signal: AbortSignal): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  let to: ArmRequest['to'] | undefined = { path: '/subscriptions', apiVersion: '2022-12-01' };
  while (to) {
    const request: ArmRequest = {
      method: 'GET',
      to,
      action: 'list its subscriptions',
      needs: 'the role Reader on a subscription',
      resource: 'The list of subscriptions',
    };
    const { value, nextLink } = readBody(page, await arm.send(request, signal), request);
    for (const { subscriptionId, displayName, tenantId, state } of value) {
      if (state === 'Deleted') continue;
      found.push({ id: subscriptionId, name: displayName ?? subscriptionId, tenantId: tenantId ?? '' });
    }
    to = nextLink ? { link: nextLink } : undefined;
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
