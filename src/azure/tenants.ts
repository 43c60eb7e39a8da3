import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { EntraTenant } from '../kernel/resources';
import type { Arm, ArmRequest } from './arm';
import { readPages } from './paging';

const tenant = v.object({
  tenantId: v.string(),
  displayName: v.nullish(v.string()),
  defaultDomain: v.nullish(v.string()),
});

const request: ArmRequest = {
  method: 'GET',
  to: { path: '/tenants', apiVersion: '2022-12-01' },
  action: l10n.t('List tenants'),
  needs: l10n.t('An account in a tenant'),
  resource: l10n.t('List of tenants'),
};

/** As member or guest, sorted by name. */
export async function listTenants(arm: Arm, signal: AbortSignal): Promise<readonly EntraTenant[]> {
  return (await readPages(arm, request, tenant, signal))
    .map(({ tenantId, displayName, defaultDomain }) => ({
      id: tenantId.toLowerCase(),
      name: displayName ?? tenantId,
      domain: defaultDomain ?? undefined,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
