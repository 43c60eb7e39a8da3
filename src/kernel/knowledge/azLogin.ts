import { parseGuid } from '../servicePrincipal';

/**
 * Drops anything but a tenant id, because it is typed at a prompt.
 *
 * @param demand `--claims-challenge …`
 */
export function azLogin(tenantId?: string, demand?: string): string {
  const tenant = parseGuid(tenantId ?? '');
  return ['az login', tenant.ok && `--tenant ${tenant.value}`, demand].filter(Boolean).join(' ');
}
