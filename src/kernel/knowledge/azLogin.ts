import { parseGuid } from '../servicePrincipal';

/**
 * The command that signs in to the Azure CLI. It is put at a prompt, so anything but a tenant id is dropped.
 *
 * @param demand `--claims-challenge …`
 */
export function azLogin(tenantId?: string, demand?: string): string {
  const tenant = parseGuid(tenantId ?? '');
  return ['az login', tenant.ok && `--tenant ${tenant.value}`, demand].filter(Boolean).join(' ');
}
