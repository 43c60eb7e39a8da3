import type { ArcError, SignInObstacle } from '../kernel/errors';
import type { Inventory, LastVerification, Observation } from '../kernel/inventory';
import type { ContextKeys } from '../ids';
import { isEmpty } from './selectors';
import type { Snapshot } from './snapshot';

export type InventoryState = SharedState & (IdleState | LoadingState | ReadyState | StaleState | FailedState);

export type InventoryActivity = 'resources' | 'associations';

interface SharedState {
  /** Counts tenant changes, to drop stale results. */
  readonly tenant: number;
  /** Events of other loads are ignored. */
  readonly load: number | undefined;
  /** By `resourceKey`; kept across loads. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Kept across tenants too. */
  readonly verifications: ReadonlyMap<string, LastVerification>;
}

interface IdleState {
  readonly kind: 'idle';
}

interface LoadingState {
  readonly kind: 'loading';
  readonly part: Inventory | undefined;
}

interface ReadyState {
  readonly kind: 'ready';
  readonly inventory: Inventory;
  /** Unix time in milliseconds. */
  readonly readAt: number;
  readonly activity: InventoryActivity | undefined;
  /** Why a part failed to load. */
  readonly problem: ArcError | undefined;
}

/** From an earlier load, or the cache. */
interface StaleState {
  readonly kind: 'stale';
  readonly inventory: Inventory;
  /** Unix time in milliseconds. */
  readonly readAt: number;
  readonly activity: 'resources' | undefined;
  /** Why a part failed to load. */
  readonly problem: ArcError | undefined;
  /** Why the latest load failed; undefined if canceled or the first. */
  readonly error: ArcError | undefined;
}

interface FailedState {
  readonly kind: 'failed';
  readonly reason: ArcError | 'canceled' | 'noSubscription';
  readonly part: Inventory | undefined;
}

/** For `when` clauses. */
export type InventoryStatus = 'idle' | Exclude<ContextKeys['arcGateway.inventoryState'], 'noMatch'>;

export const initialState: InventoryState = {
  kind: 'idle',
  tenant: 0,
  load: undefined,
  observations: new Map(),
  verifications: new Map(),
};

/** Possibly partial or from an earlier load. */
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

/** Why the tenant or a part of it failed to load. */
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

/** Unix time in milliseconds. */
export const staleSince = (state: InventoryState): number | undefined =>
  state.kind === 'stale' ? state.readAt : undefined;

export const isPartial = (state: InventoryState): boolean =>
  (state.kind === 'loading' || state.kind === 'failed') && state.part !== undefined;

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
  if (reason === 'canceled') return part && !isEmpty(part) ? 'ready' : 'canceled';
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
