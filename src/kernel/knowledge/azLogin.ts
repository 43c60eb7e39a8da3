import { parseGuid } from '../servicePrincipal';

/**
 * The command that signs the Azure CLI in, perhaps to a certain tenant: whether one has proved enough is a matter of each
 * tenant. What is no tenant id stays out of it, for it is put at a prompt.
 *
 * @param demand what Azure demands of the sign-in, as `--claims-challenge …`
 */
export function azLogin(tenantId?: string, demand?: string): string {
  const tenant = parseGuid(tenantId ?? '', 'tenant ID');
  return ['az login', tenant.ok && `--tenant ${tenant.value}`, demand].filter(Boolean).join(' ');
}
