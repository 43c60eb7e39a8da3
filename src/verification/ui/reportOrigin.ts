import type { ReportOrigin } from '../engine';
import type { VerificationDependencies } from './dependencies';

/** A tenant only if all subscriptions are of one. */
export async function reportOrigin({
  inventory,
  tenant,
}: Pick<VerificationDependencies, 'inventory' | 'tenant'>): Promise<ReportOrigin> {
  const [tenantId, ...others] = new Set(inventory.inventory?.subscriptions.map((each) => each.tenantId));
  const account = await tenant.account();
  return {
    ...(tenantId !== undefined && tenantId !== '' && others.length === 0 && { tenantId }),
    ...(account !== undefined && { account }),
    ...(tenant.isSample && { isSample: true as const }),
  };
}
