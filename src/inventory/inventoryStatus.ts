import type { ArcError, SignInObstacle } from '../kernel/errors';
import type { ContextKeys } from '../ids';

export type InventoryStatus = 'idle' | Exclude<ContextKeys['arcGateway.inventoryState'], 'noMatch'>;

/** What changed: the whole inventory, or what is known of some resources (by `resourceKey`; none: only the state). */
export type InventoryChange =
  { readonly whole: true } | { readonly whole: false; readonly resources: readonly string[] };

/** What is under way: the resources are read, or their associations. */
export type InventoryActivity = 'resources' | 'associations';

const statusOfObstacle: Readonly<Record<SignInObstacle, InventoryStatus>> = {
  signedOut: 'signedOut',
  consent: 'consentNeeded',
  wrongTenant: 'wrongTenant',
  credential: 'credentialRejected',
  blocked: 'accessBlocked',
};

export function statusOf({ failure }: ArcError): InventoryStatus {
  if (failure.code === 'SignedOut') return statusOfObstacle[failure.obstacle ?? 'signedOut'];
  return failure.code === 'Unreachable' && failure.cause === 'proxy' ? 'proxyRefused' : 'unreachable';
}
