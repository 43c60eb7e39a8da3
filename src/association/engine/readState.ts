import type { Association } from '../../kernel/inventory';
import type { ArcApi, RequestPacer } from '../../kernel/ports';
import type { AssociableKind } from '../../kernel/resources';
import type { AssociationState } from './goal';
import { kindOf } from './kinds/registry';

interface KnownResource {
  readonly id: string;
  readonly kind: AssociableKind;
}

/** Rate-limited per subscription. Throws `ArcError`. */
export async function readState(
  { id, kind }: KnownResource,
  api: Pick<ArcApi, 'association' | 'clusterGateway'>,
  reads: RequestPacer,
  signal: AbortSignal,
): Promise<AssociationState> {
  const { setting } = kindOf({ kind });
  const gatewayId = await reads.run(() => api.association(id, signal), signal);
  const isEnabled = setting && (await reads.run(() => setting.read(api, id, signal), signal));
  return { ...(gatewayId !== undefined && { gatewayId }), ...(isEnabled !== undefined && { isEnabled }) };
}

/** As the inventory holds it; see `readState`. */
export const readAssociation = async (...of: Parameters<typeof readState>): Promise<Association> =>
  associationFrom(of[0], await readState(...of));

export const associationFrom = (
  { kind }: Pick<KnownResource, 'kind'>,
  { gatewayId, isEnabled }: AssociationState,
): Association => ({
  status: 'read',
  ...(gatewayId !== undefined && { gatewayId }),
  ...(kindOf({ kind }).setting && { gatewayEnabled: isEnabled ?? null }),
});
