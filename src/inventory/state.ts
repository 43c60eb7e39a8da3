import type { ArcError, SignInObstacle } from '../kernel/errors';
import type { Inventory, LastVerification, Observation } from '../kernel/inventory';
import type { ContextKeys } from '../ids';
import { isEmpty } from './selectors';
import type { Snapshot } from './snapshot';

/** The inventory of the tenant in use: docs/architecture.md draws it. */
export type InventoryState = SharedState & (IdleState | LoadingState | ReadyState | StaleState | FailedState);

/** Resources are loaded first, then their associations. */
export type InventoryActivity = 'resources' | 'associations';

interface SharedState {
  /** Counts the tenants used so far. What was read of an earlier one is dropped. */
  readonly tenant: number;
  /** The latest load. Events of earlier ones change nothing. */
  readonly load: number | undefined;
  /** By `resourceKey`, as in `Inventory`; they outlive loads. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** They outlive tenants too. */
  readonly verifications: ReadonlyMap<string, LastVerification>;
}

interface IdleState {
  readonly kind: 'idle';
}

/** Resources are being read, and there is no whole inventory to show meanwhile. */
interface LoadingState {
  readonly kind: 'loading';
  /** What has been read so far, or what an earlier load left. */
  readonly part: Inventory | undefined;
}

/** The latest load has read everything that it could. */
interface ReadyState {
  readonly kind: 'ready';
  readonly inventory: Inventory;
  /** Unix time in milliseconds. */
  readonly readAt: number;
  readonly activity: InventoryActivity | undefined;
  /** Why a part of it could not be read. */
  readonly problem: ArcError | undefined;
}

/** A whole inventory, read by an earlier load: of this window, or of the one that wrote the cache. */
interface StaleState {
  readonly kind: 'stale';
  readonly inventory: Inventory;
  /** Unix time in milliseconds. */
  readonly readAt: number;
  readonly activity: 'resources' | undefined;
  /** Why a part of it could not be read. */
  readonly problem: ArcError | undefined;
  /** Why the latest load failed; undefined when it was canceled, or is under way for the first time. */
  readonly error: ArcError | undefined;
}

/** The load has ended without a whole inventory. */
interface FailedState {
  readonly kind: 'failed';
  readonly reason: ArcError | 'canceled' | 'noSubscription';
  /** What had been read until then. */
  readonly part: Inventory | undefined;
}

/** How the tenant could be read, in the words of the welcome views. */
export type InventoryStatus = 'idle' | Exclude<ContextKeys['arcGateway.inventoryState'], 'noMatch'>;

export const initialState: InventoryState = {
  kind: 'idle',
  tenant: 0,
  load: undefined,
  observations: new Map(),
  verifications: new Map(),
};

/** What can be shown: whole or in part, of the latest load or an earlier one. */
export function inventoryOf(state: InventoryState): Inventory | undefined {
  switch (state.kind) {
    case 'idle':
      return undefined;
    case 'loading':
    case 'failed':
      return state.part;
    case 'ready':
    case 'stale':
      return state.inventory;
  }
}

export function activityOf(state: InventoryState): InventoryActivity | undefined {
  if (state.kind === 'loading') return 'resources';
  return state.kind === 'ready' || state.kind === 'stale' ? state.activity : undefined;
}

/** Why the tenant, or a part of it, could not be read. */
export function problemOf(state: InventoryState): ArcError | undefined {
  switch (state.kind) {
    case 'ready':
      return state.problem;
    case 'stale':
      return state.error ?? state.problem;
    case 'failed':
      return typeof state.reason === 'string' ? undefined : state.reason;
    case 'idle':
    case 'loading':
      return undefined;
  }
}

/** When it was read, where that was not the latest load. */
export const staleSince = (state: InventoryState): number | undefined =>
  state.kind === 'stale' ? state.readAt : undefined;

/** Whether resources are missing because their load has not ended, or did not end well. */
export const isPartial = (state: InventoryState): boolean =>
  (state.kind === 'loading' || state.kind === 'failed') && state.part !== undefined;

/** The inventory as it may be cached: the latest, and nothing missing. */
export const snapshotOf = (state: InventoryState): Snapshot | undefined =>
  state.kind === 'ready' && state.problem === undefined
    ? { inventory: state.inventory, readAt: state.readAt }
    : undefined;

export function statusOf(state: InventoryState): InventoryStatus {
  switch (state.kind) {
    case 'idle':
      return 'idle';
    case 'loading':
      return state.part && !isEmpty(state.part) ? 'ready' : 'loading';
    case 'ready':
      return isEmpty(state.inventory) && !state.problem ? 'empty' : 'ready';
    case 'stale':
      return state.error ? statusOfError(state.error) : 'ready';
    case 'failed':
      return statusOfFailure(state);
  }
}

function statusOfFailure({ reason, part }: FailedState): InventoryStatus {
  if (reason === 'noSubscription') return 'noSubscription';
  if (reason === 'canceled') return part && !isEmpty(part) ? 'ready' : 'cancelled';
  return statusOfError(reason);
}

const statusOfObstacle: Readonly<Record<SignInObstacle, InventoryStatus>> = {
  signedOut: 'signedOut',
  consent: 'consentNeeded',
  wrongTenant: 'wrongTenant',
  credential: 'credentialRejected',
  blocked: 'accessBlocked',
};

export function statusOfError({ failure }: ArcError): InventoryStatus {
  if (failure.code === 'SignedOut') return statusOfObstacle[failure.obstacle ?? 'signedOut'];
  return failure.code === 'Unreachable' && failure.cause === 'proxy' ? 'proxyRefused' : 'unreachable';
}
