import type { ArcError } from '../kernel/errors';
import type { Association, Inventory, LastVerification, Observation } from '../kernel/inventory';
import type { Gateway } from '../kernel/resources';
import type { InventoryChange } from './change';
import { RowActivities } from './rowActivities';
import { Listeners } from './listeners';
import { initialState, type InventoryActivity, type InventoryState, type InventoryStatus } from './state';
import type { Selection } from '../vscode/selection';
import type { Log } from '../vscode/log';
import type { InventoryStore as LoadedStore, SeenAssociation, StoreOptions, Tenant } from './store';

/** What features see, of the store itself and of the one whose code is loaded at first use. */
export type InventoryStore = Pick<LazyInventoryStore, keyof LazyInventoryStore>;

/** Nothing is known before the first use; what it is told meanwhile is told to the store in that order. */
export class LazyInventoryStore {
  private readonly listeners = new Listeners<InventoryChange>((thrown) => {
    this.log.error('An inventory change could not be shown', thrown);
  });
  readonly onDidChange = this.listeners.event;
  readonly rowActivities = new RowActivities((thrown) => {
    this.log.error('What runs on a resource could not be shown', thrown);
  });
  /** Those who listen to the session later find a store that has left the tenant. */
  private readonly tenantLeft = new Listeners<void>((thrown) => {
    this.log.error('The inventory of the earlier tenant could not be left', thrown);
  });
  private readonly tenantListener: { dispose(): void };
  private store: LoadedStore | undefined;
  private loading: Promise<LoadedStore> | undefined;
  private isDisposed = false;

  constructor(
    private readonly tenant: Tenant,
    private readonly selection: Pick<Selection, 'subscriptionsOf'>,
    private readonly log: Log,
    private readonly options: StoreOptions = {},
  ) {
    this.tenantListener = tenant.onDidChange(() => {
      this.tenantLeft.tell();
    });
  }

  /** Immutable. */
  get state(): InventoryState {
    return this.store?.state ?? initialState;
  }

  /** May be old or partial; see `readAt` and `isPartial`. */
  get inventory(): Inventory | undefined {
    return this.store?.inventory;
  }

  /** Of the latest load. */
  get status(): InventoryStatus {
    return this.store?.status ?? 'idle';
  }

  /** Why the tenant or a part of it failed to load. */
  get problem(): ArcError | undefined {
    return this.store?.problem;
  }

  get activity(): InventoryActivity | undefined {
    return this.store?.activity;
  }

  /** Unix time in milliseconds, if from an earlier load. */
  get readAt(): number | undefined {
    return this.store?.readAt;
  }

  /** The load is running, was canceled, or failed. */
  get isPartial(): boolean {
    return this.store?.isPartial ?? false;
  }

  /** Settles when the resources are loaded. */
  ensure(): Promise<void> {
    return this.ask((store) => store.ensure());
  }

  /** Reloads, or joins a load still reading resources. */
  refresh(): Promise<void> {
    return this.ask((store) => store.refresh());
  }

  /** Settles when the load ends, including associations. */
  async settled(): Promise<void> {
    await (this.store ?? (await this.loading))?.settled();
  }

  /** Keeps results so far. */
  cancel(): void {
    this.tell((store) => {
      store.cancel();
    });
  }

  prioritize(resourceIds: readonly string[]): void {
    this.store?.prioritize(resourceIds);
  }

  /** By `resourceKey`; `onRead` is called for each. */
  refreshAssociations(
    resourceIds: readonly string[],
    signal: AbortSignal,
    onRead?: () => void,
  ): Promise<ReadonlyMap<string, Association>> {
    return this.ask((store) => store.refreshAssociations(resourceIds, signal, onRead));
  }

  /** For values just read or set, because Resource Graph lags by minutes. */
  mergeAssociations(seen: readonly SeenAssociation[]): void {
    this.tell((store) => {
      store.mergeAssociations(seen);
    });
  }

  updateGateway(gateway: Gateway): void {
    this.tell((store) => {
      store.updateGateway(gateway);
    });
  }

  removeGateway(id: string): void {
    this.tell((store) => {
      store.removeGateway(id);
    });
  }

  /** Undefined clears the observation. */
  observe(resourceId: string, observation: Observation | undefined): void {
    void this.load();
    this.tell((store) => {
      store.observe(resourceId, observation);
    });
  }

  /** By `resourceKey`; returns the keys whose result is now the latest. */
  mergeVerifications(outcomes: ReadonlyMap<string, LastVerification>): Promise<readonly string[]> {
    return this.ask((store) => store.mergeVerifications(outcomes));
  }

  dispose(): void {
    this.isDisposed = true;
    this.store?.dispose();
    this.tenantListener.dispose();
    this.tenantLeft.dispose();
    this.listeners.dispose();
  }

  private async ask<T>(question: (store: LoadedStore) => Promise<T>): Promise<T> {
    return this.store ? question(this.store) : this.load().then(question);
  }

  /** Says nothing to a store that nobody needs: without an inventory, there is nothing to change. */
  private tell(message: (store: LoadedStore) => void): void {
    if (this.store) message(this.store);
    else
      this.loading?.then(message).catch((thrown: unknown) => {
        this.log.error('The inventory could not be changed', thrown);
      });
  }

  private load(): Promise<LoadedStore> {
    if (this.loading) return this.loading;
    const loading = this.make();
    this.loading = loading;
    // Before all that waits: from here on the store is told directly.
    loading.then(
      (store) => {
        this.store = store;
      },
      () => {
        this.loading = undefined;
      },
    );
    return loading;
  }

  private async make(): Promise<LoadedStore> {
    const { InventoryStore } = await import('./store');
    const { tenant, selection, log, options } = this;
    const followed: Tenant = {
      api: () => tenant.api(),
      owner: () => tenant.owner(),
      get cloud() {
        return tenant.cloud;
      },
      onDidChange: this.tenantLeft.event,
    };
    const store = new InventoryStore(followed, selection, log, options);
    store.onDidChange((change) => {
      this.listeners.tell(change);
    });
    if (this.isDisposed) store.dispose();
    return store;
  }
}
