import { setMaxListeners } from 'node:events';
import { type ArcError, asArcError } from '../kernel/errors';
import type { Association, Inventory, LastVerification, Observation } from '../kernel/inventory';
import type { ArcApi } from '../kernel/ports';
import { type Gateway, resourceKey } from '../kernel/resources';
import type { AzureSession } from '../session/azureSession';
import type { Log } from '../vscode/log';
import type { Selection } from '../vscode/selection';
import { InventoryCache } from './cache';
import { changeOf, type InventoryChange } from './change';
import type { InventoryEvent } from './events';
import { Listeners } from './listeners';
import type { AssociationLoad } from './loadAssociations';
import { loadResources } from './loadResources';
import { reduce } from './reduce';
import { problemsOf } from './selectors';
import type { Snapshots } from './snapshots';
import {
  activityOf,
  initialState,
  type InventoryActivity,
  inventoryOf,
  type InventoryState,
  type InventoryStatus,
  isPartial,
  problemOf,
  snapshotOf,
  staleSince,
  statusOf,
} from './state';

export interface SeenAssociation {
  readonly resourceId: string;
  readonly association: Association;
}

export type Tenant = Pick<AzureSession, 'api' | 'cloud' | 'owner'> & {
  readonly onDidChange: (listener: () => void) => { dispose(): void };
};

export interface StoreOptions {
  readonly snapshots?: () => Promise<Snapshots>;
}

/** In ms, while associations load. */
const saveInterval = 60_000;

interface RunningLoad {
  readonly controller: AbortController;
  readonly resources: Promise<void>;
  /** Settles when the associations are loaded too. */
  readonly all: Promise<void>;
  associations?: AssociationLoad;
}

export class InventoryStore {
  private readonly listeners = new Listeners<InventoryChange>((thrown) => {
    this.log.error('An inventory change could not be shown', asArcError(thrown));
  });
  readonly onDidChange = this.listeners.event;
  private readonly cache: InventoryCache;
  private readonly tenantListener: { dispose(): void };
  private current: InventoryState = initialState;
  private running: RunningLoad | undefined;
  private loads = 0;
  private savedAt = 0;

  constructor(
    private readonly tenant: Tenant,
    private readonly selection: Pick<Selection, 'subscriptionsOf'>,
    private readonly log: Log,
    { snapshots }: StoreOptions = {},
  ) {
    this.cache = new InventoryCache(tenant, log, snapshots);
    this.tenantListener = tenant.onDidChange(() => {
      this.abandon();
      this.dispatch({ type: 'tenantChanged' });
    });
  }

  /** Immutable. */
  get state(): InventoryState {
    return this.current;
  }

  /** May be old or partial; see `readAt` and `isPartial`. */
  get inventory(): Inventory | undefined {
    return inventoryOf(this.current);
  }

  /** Of the latest load. */
  get status(): InventoryStatus {
    return statusOf(this.current);
  }

  /** Why the tenant or a part of it failed to load. */
  get problem(): ArcError | undefined {
    return problemOf(this.current);
  }

  get activity(): InventoryActivity | undefined {
    return activityOf(this.current);
  }

  /** Unix time in milliseconds, if from an earlier load. */
  get readAt(): number | undefined {
    return staleSince(this.current);
  }

  /** The load is running, was canceled, or failed. */
  get isPartial(): boolean {
    return isPartial(this.current);
  }

  /** Settles when the resources are loaded. */
  ensure(): Promise<void> {
    return this.current.kind === 'idle' ? this.refresh() : (this.running?.resources ?? Promise.resolve());
  }

  /**
   * Reloads, or joins a load still reading resources. Settles when the resources are loaded; see `settled` for
   * associations. Never rejects; see `status` and `problem`.
   */
  refresh(): Promise<void> {
    if (this.running && this.activity === 'resources') return this.running.resources;
    this.stop();
    const load = ++this.loads;
    const controller = new AbortController();
    const { signal } = controller;
    setMaxListeners(0, signal); // one for each request that waits
    const reading = Promise.resolve().then(() => this.loadResources(load, signal));
    const all = reading
      .then((api) => api && this.loadAssociations(running, api))
      .catch(asArcError)
      .then((problem) => {
        this.dispatch({ type: 'associationsLoaded', load, problem });
        if (this.running === running) this.running = undefined;
        if (!signal.aborted) this.save();
      });
    const running: RunningLoad = { controller, resources: reading.then(() => undefined), all };
    this.running = running;
    this.dispatch({ type: 'loadStarted', load });
    return running.resources;
  }

  /** Settles when the load ends, including associations. */
  settled(): Promise<void> {
    return this.running?.all ?? Promise.resolve();
  }

  /** Keeps results so far. */
  cancel(): void {
    if (!this.running) return;
    this.stop();
    this.dispatch({ type: 'canceled' });
  }

  prioritize(resourceIds: readonly string[]): void {
    this.running?.associations?.prioritize(resourceIds);
  }

  /** By `resourceKey`; `onRead` is called for each. */
  async refreshAssociations(
    resourceIds: readonly string[],
    signal: AbortSignal,
    onRead?: () => void,
  ): Promise<ReadonlyMap<string, Association>> {
    const { tenant } = this.current;
    const api = await this.tenant.api();
    const { readAssociations } = await import('./loadAssociations');
    const source = { api, inventory: this.inventory, log: this.log };
    const associations = await readAssociations(source, resourceIds, signal, onRead);
    this.dispatch({ type: 'associationsRead', tenant, associations });
    return associations;
  }

  /** For values just read or set, because Resource Graph lags by minutes. */
  mergeAssociations(seen: readonly SeenAssociation[]): void {
    const associations = new Map(seen.map(({ resourceId, association }) => [resourceKey(resourceId), association]));
    this.dispatch({ type: 'associationsRead', tenant: this.current.tenant, associations });
  }

  updateGateway(gateway: Gateway): void {
    this.dispatch({ type: 'gatewayUpdated', gateway });
  }

  removeGateway(id: string): void {
    this.dispatch({ type: 'gatewayRemoved', id });
  }

  /** Undefined clears the observation. */
  observe(resourceId: string, observation: Observation | undefined): void {
    this.dispatch({ type: 'machineObserved', key: resourceKey(resourceId), observation });
  }

  /** By `resourceKey`; returns the keys whose result is now the latest. */
  async mergeVerifications(outcomes: ReadonlyMap<string, LastVerification>): Promise<readonly string[]> {
    this.dispatch({ type: 'resourcesVerified', outcomes });
    const { verifications } = this.current;
    return [...outcomes].flatMap(([key, outcome]) => (verifications.get(key) === outcome ? [key] : []));
  }

  dispose(): void {
    this.abandon();
    this.tenantListener.dispose();
    this.listeners.dispose();
  }

  private dispatch(event: InventoryEvent): void {
    const before = this.current;
    this.current = reduce(before, event);
    const change = changeOf(before, this.current, event);
    if (change) this.listeners.tell(change);
  }

  /** Keeps results so far. */
  private stop(): void {
    this.running?.controller.abort();
    this.running?.associations?.flush();
    this.running = undefined;
  }

  /** Drops results. */
  private abandon(): void {
    this.running?.controller.abort();
    this.running?.associations?.discard();
    this.running = undefined;
  }

  /** Undefined without associations to load. */
  private async loadResources(load: number, signal: AbortSignal): Promise<ArcApi | undefined> {
    try {
      const api = await this.tenant.api();
      if (!this.inventory) void this.restore(load);
      const source = { api, choose: this.selection.subscriptionsOf.bind(this.selection) };
      const read = await loadResources(source, signal, (part) => {
        this.dispatch({ type: 'partRead', load, read: part });
      });
      if (signal.aborted) return undefined;
      for (const problem of read ? problemsOf(read) : []) {
        this.log.warn(`A part of the inventory could not be read: ${problem.message}`);
      }
      this.dispatch(read ? { type: 'allRead', load, read, readAt: Date.now() } : { type: 'noSubscriptionFound', load });
      return read && api;
    } catch (thrown) {
      const error = asArcError(thrown);
      if (signal.aborted) return undefined;
      this.log.warn(`The inventory could not be read (${error.code}): ${error.message}`);
      this.dispatch({ type: 'loadFailed', load, error });
      return undefined;
    }
  }

  private async restore(load: number): Promise<void> {
    const snapshot = await this.cache.load((all) => this.selection.subscriptionsOf(all));
    if (snapshot) this.dispatch({ type: 'cacheRestored', load, snapshot });
  }

  /** Resolves with why some failed to load. */
  private async loadAssociations(running: RunningLoad, api: ArcApi): Promise<ArcError | undefined> {
    const { tenant } = this.current;
    const { signal } = running.controller;
    if (signal.aborted) return undefined;
    this.save();
    const { AssociationLoad, withoutGateways } = await import('./loadAssociations');
    const { inventory } = this;
    if (signal.aborted || !inventory) return undefined;
    const onBatch = (associations: ReadonlyMap<string, Association>): void => {
      this.dispatch({ type: 'associationsRead', tenant, associations });
      if (!signal.aborted && Date.now() - this.savedAt > saveInterval) this.save();
    };
    if (this.tenant.cloud?.gateways === 'absent') {
      onBatch(withoutGateways(inventory));
      return undefined;
    }
    running.associations = new AssociationLoad({ api, inventory, log: this.log }, onBatch);
    return running.associations.run(signal);
  }

  /** A partial inventory never replaces the cache. */
  private save(): void {
    const snapshot = snapshotOf(this.current);
    if (!snapshot) return;
    this.savedAt = Date.now();
    void this.cache.save(snapshot);
  }
}
