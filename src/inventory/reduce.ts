import type { ArcError } from '../kernel/errors';
import { type Inventory, isAtLeastAsRecentAs, type LastVerification, type Observation } from '../kernel/inventory';
import type { EventOf, InventoryEvent, TenantReading } from './events';
import { problemsOf } from './selectors';
import { activityOf, type InventoryState, inventoryOf } from './state';
import { mergeAssociations, removeGateway, updateGateway, withKnownAssociations } from './updates';

/** Returns the same object if nothing changes. */
export function reduce(state: InventoryState, event: InventoryEvent): InventoryState {
  switch (event.type) {
    case 'loadStarted':
      return startLoad(state, event.load);
    case 'cacheRestored':
      return restore(state, event);
    case 'partRead':
      return showPart(state, event);
    case 'allRead':
      return showAll(state, event);
    case 'noSubscriptionFound':
      return isReading(state, event.load) ? failed(state, 'noSubscription', undefined) : state;
    case 'loadFailed':
      return isReading(state, event.load) ? markFailed(state, event.error) : state;
    case 'associationsLoaded':
      return endLoad(state, event);
    case 'canceled':
      return cancel(state);
    case 'tenantChanged':
      return { ...shared(state), kind: 'idle', tenant: state.tenant + 1, observations: new Map() };
    case 'associationsRead':
      return event.tenant === state.tenant
        ? update(state, (inventory) => mergeAssociations(inventory, event.associations))
        : state;
    case 'machineObserved':
      return observe(state, event.key, event.observation);
    case 'resourcesVerified':
      return mergeVerifications(state, event.outcomes);
    case 'gatewayUpdated':
      return update(state, (inventory) => updateGateway(inventory, event.gateway));
    case 'gatewayRemoved':
      return update(state, (inventory) => removeGateway(inventory, event.id));
  }
}

function startLoad(state: InventoryState, load: number): InventoryState {
  switch (state.kind) {
    case 'idle':
      return { ...shared(state), kind: 'loading', load, part: undefined };
    case 'loading':
    case 'failed':
      return { ...shared(state), kind: 'loading', load, part: state.part };
    case 'ready':
    case 'stale':
      return { ...state, load, activity: 'resources' };
  }
}

/** Fills an empty view, even if its load has failed meanwhile. */
function restore(state: InventoryState, { load, snapshot }: EventOf<'cacheRestored'>): InventoryState {
  if (state.load !== load || inventoryOf(state)) return state;
  const error = errorOf(state);
  if (state.kind !== 'loading' && !error) return state;
  const { inventory, readAt } = snapshot;
  return {
    ...shared(state),
    kind: 'stale',
    inventory: withSeen(inventory, state),
    readAt,
    activity: activityOf(state) && 'resources',
    problem: undefined,
    error,
  };
}

const errorOf = (state: InventoryState): ArcError | undefined =>
  state.kind === 'failed' && typeof state.reason !== 'string' ? state.reason : undefined;

/** Fills only an empty view; a complete inventory stays until the load ends. */
function showPart(state: InventoryState, { load, read }: EventOf<'partRead'>): InventoryState {
  if (state.kind !== 'loading' || state.load !== load) return state;
  return { ...state, part: withKnown(state, read, { isWhole: false }) };
}

function showAll(state: InventoryState, { load, read, readAt }: EventOf<'allRead'>): InventoryState {
  if (!isReading(state, load)) return state;
  return {
    ...shared(state),
    kind: 'ready',
    inventory: withKnown(state, read, { isWhole: true }),
    readAt,
    activity: 'associations',
    problem: problemsOf(read)[0],
  };
}

function withKnown(state: InventoryState, read: TenantReading, { isWhole }: { readonly isWhole: boolean }): Inventory {
  const known = inventoryOf(state)?.associations ?? new Map<string, never>();
  return withSeen(withKnownAssociations(read, known, { isWhole }), state);
}

/** Keeps a complete inventory visible. */
function markFailed(state: InventoryState, error: ArcError): InventoryState {
  return state.kind === 'ready' || state.kind === 'stale'
    ? markStale(state, error)
    : failed(state, error, inventoryOf(state));
}

const markStale = (
  state: InventoryState & { kind: 'ready' | 'stale' },
  error: ArcError | undefined,
): InventoryState => ({
  ...shared(state),
  kind: 'stale',
  inventory: state.inventory,
  readAt: state.readAt,
  activity: undefined,
  problem: state.problem,
  error,
});

const failed = (
  state: InventoryState,
  reason: (InventoryState & { kind: 'failed' })['reason'],
  part: Inventory | undefined,
): InventoryState => ({ ...shared(state), kind: 'failed', reason, part });

function endLoad(state: InventoryState, { load, problem }: EventOf<'associationsLoaded'>): InventoryState {
  if (state.kind !== 'ready' || state.load !== load || state.activity !== 'associations') return state;
  return { ...state, activity: undefined, problem: state.problem ?? problem };
}

function cancel(state: InventoryState): InventoryState {
  const activity = activityOf(state);
  if (!activity) return state;
  if (state.kind === 'stale') return markStale(state, state.error);
  if (state.kind !== 'ready') return failed(state, 'canceled', inventoryOf(state));
  return activity === 'resources' ? markStale(state, undefined) : { ...state, activity: undefined };
}

function observe(state: InventoryState, key: string, observation: Observation | undefined): InventoryState {
  if (!observation && !state.observations.has(key)) return state;
  const observations = new Map(state.observations);
  if (observation) observations.set(key, observation);
  else observations.delete(key);
  return showSeen({ ...state, observations });
}

/** Ignores older results. */
function mergeVerifications(state: InventoryState, outcomes: ReadonlyMap<string, LastVerification>): InventoryState {
  const later = [...outcomes].filter(([key, outcome]) => isAtLeastAsRecentAs(outcome, state.verifications.get(key)));
  return later.length === 0
    ? state
    : showSeen({ ...state, verifications: new Map([...state.verifications, ...later]) });
}

const showSeen = (state: InventoryState): InventoryState => update(state, (inventory) => withSeen(inventory, state));

const withSeen = (inventory: Inventory, { observations, verifications }: InventoryState): Inventory => ({
  ...inventory,
  observations,
  verifications,
});

function update(state: InventoryState, change: (inventory: Inventory) => Inventory): InventoryState {
  const before = inventoryOf(state);
  const after = before && change(before);
  if (!after || after === before) return state;
  switch (state.kind) {
    case 'loading':
    case 'failed':
      return { ...state, part: after };
    case 'ready':
    case 'stale':
      return { ...state, inventory: after };
    case 'idle':
      return state;
  }
}

const isReading = (state: InventoryState, load: number): boolean =>
  state.load === load && activityOf(state) === 'resources';

const shared = ({ tenant, load, observations, verifications }: InventoryState) => ({
  tenant,
  load,
  observations,
  verifications,
});
