import * as v from 'valibot';
import type { EntraTenant } from '../core';
import { type Arm, type ArmRequest, readBody } from './arm';

const page = v.object({
  value: v.array(
    v.object({ tenantId: v.string(), displayName: v.nullish(v.string()), defaultDomain: v.nullish(v.string()) }),
  ),
  nextLink: v.nullish(v.string()),
});

/** The tenants the account is a member or a guest of, by name. */
export async function listTenants(arm: Arm, signal: AbortSignal): Promise<readonly EntraTenant[]> {
  const found: EntraTenant[] = [];
  let to: ArmRequest['to'] | undefined = { path: '/tenants', apiVersion: '2022-12-01' };
  while (to) {
    const request: ArmRequest = {
      method: 'GET',
      to,
      action: 'list its tenants',
      needs: 'an account in a tenant',
      resource: 'The list of tenants',
    };
    const { value, nextLink } = readBody(page, await arm.send(request, signal), request);
    for (const { tenantId, displayName, defaultDomain } of value) {
      found.push({ id: tenantId.toLowerCase(), name: displayName ?? tenantId, domain: defaultDomain ?? undefined });
    }
    to = nextLink ? { link: nextLink } : undefined;
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
