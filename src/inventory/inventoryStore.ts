import { setMaxListeners } from 'node:events';
import * as vscode from 'vscode';
import { type ArcError, asArcError } from '../kernel/errors';
import {
  type Association,
  type Inventory,
  isEmpty,
  type LastVerification,
  type Observation,
  problemsOf,
} from '../kernel/inventory';
import type { ArcApi } from '../kernel/ports';
import { resourceKey } from '../kernel/resources';
import { Associations } from './associations';
import { type InventoryActivity, type InventoryChange, type InventoryStatus, statusOf } from './inventoryStatus';
import { KeptInventory } from './keptInventory';
import type { Log } from '../vscode/log';
import { Picture } from './picture';
import { readAsItComes } from './readAsItComes';
import type { Selection } from '../vscode/selection';
import type { Snapshots } from './snapshots';
import type { Tenant } from '../session/tenant';

export type { InventoryActivity, InventoryChange, InventoryStatus };

export interface InventoryStoreOptions {
  /** Where inventories outlive the window; asked for at the first reading. */
  readonly snapshots?: () => Promise<Snapshots>;
}

/** Milliseconds between two snapshots while associations are being read. */
const keepEvery = 60_000;

/** The one live picture of the tenant that all features share. Reads at first use and when asked. */
export class InventoryStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<InventoryChange>();
  readonly onDidChange = this.changed.event;
  private readonly tenantListener: vscode.Disposable;
  private readonly picture = new Picture();
  private readonly kept: KeptInventory;
  private readonly associations: Associations;
  /** `all` settles when the associations are read, too. */
  private running: Readonly<Record<'resources' | 'all', Promise<void>> & { controller: AbortController }> | undefined;
  private state: InventoryStatus = 'idle';
  private doing: InventoryActivity | undefined;
  private lastProblem: ArcError | undefined;
  private keptAt = 0;

  constructor(
    private readonly tenant: Tenant,
    private readonly selection: Pick<Selection, 'subscriptionsOf'>,
    private readonly log: Log,
    { snapshots }: InventoryStoreOptions = {},
  ) {
    const { picture } = this;
    this.kept = new KeptInventory(tenant, log, snapshots);
    this.associations = new Associations({ picture, log, onChange: (keys) => this.onAssociations(keys) });
    this.tenantListener = tenant.onDidChange(() => {
      this.startOver();
    });
  }

  /** What is known of the tenant; it may be of an earlier reading, see `readAt`. */
  get inventory(): Inventory | undefined {
    return this.picture.inventory;
  }

  /** Whether the tenant can be read now. There may be an inventory of an earlier reading although it cannot. */
  get status(): InventoryStatus {
    return this.state;
  }

  /** Why the tenant could not be read; undefined when it could. */
  get problem(): ArcError | undefined {
    return this.lastProblem;
  }

  get activity(): InventoryActivity | undefined {
    return this.doing;
  }

  /** When the resources were read, in Unix milliseconds, if that was not the latest reading. */
  get readAt(): number | undefined {
    return this.picture.readAt;
  }

  /** Whether these are not all resources, because their reading is under way or was cancelled. */
  get isPartial(): boolean {
    return this.picture.isPartial;
  }

  /** Reads the tenant unless that is done or under way. Settles when the resources are read. */
  ensure(): Promise<void> {
    return this.state === 'idle' ? this.refresh() : (this.running?.resources ?? Promise.resolve());
  }

  /**
   * Reads the tenant again; a reading of resources that is under way is joined. Settles when the resources are read:
   * their associations follow, see `settled`. Never throws: see `status` and `problem`.
   */
  refresh(): Promise<void> {
    if (this.running && this.doing === 'resources') return this.running.resources;
    this.running?.controller.abort();
    this.associations.publish();
    const controller = new AbortController();
    const { signal } = controller;
    setMaxListeners(0, signal); // one for each request that waits
    const reading = this.readResources(signal);
    const resources = reading.then(() => undefined);
    const all = reading
      .then((api) => api && this.readAssociations(api, signal))
      .finally(() => {
        if (this.running?.controller === controller) this.rest();
      });
    this.running = { controller, resources, all };
    return resources;
  }

  /** Settles when nothing is being read any more. */
  settled(): Promise<void> {
    return this.running?.all ?? Promise.resolve();
  }

  /** Stops reading. What is there stays, as of when it was read. */
  cancel(): void {
    if (!this.running) return;
    this.running.controller.abort();
    this.associations.publish();
    if (this.doing === 'resources') this.picture.growOld();
    if (!this.inventory) this.settle('cancelled');
    this.rest();
  }

  /** Reads the associations of these resources before those that nobody looks at. */
  want(resourceIds: readonly string[]): void {
    this.associations.want(resourceIds);
  }

  /** Reads one association again and tells the listeners of that resource alone. */
  async refreshAssociation(resourceId: string, signal: AbortSignal): Promise<Association> {
    const read = await this.refreshAssociations([resourceId], signal);
    return read.get(resourceKey(resourceId)) ?? { status: 'unread' };
  }

  /** Reads some associations again, at Azure’s pace; by `resourceKey`. `onRead` is told of each. */
  async refreshAssociations(
    resourceIds: readonly string[],
    signal: AbortSignal,
    onRead?: () => void,
  ): Promise<ReadonlyMap<string, Association>> {
    return this.associations.read(await this.tenant.api(), resourceIds, signal, onRead);
  }

  /** Notes what was seen on a machine; undefined forgets it. */
  observe(resourceId: string, observation: Observation | undefined): void {
    this.picture.observe(resourceId, observation);
    this.tell([resourceKey(resourceId)]);
  }

  /** Notes what verifications came to, by `resourceKey`, and gives those of which no later one was known. */
  noteVerifications(outcomes: ReadonlyMap<string, LastVerification>): readonly string[] {
    const noted = this.picture.verified(outcomes);
    if (noted.length > 0) this.tell(noted);
    return noted;
  }

  /**
   * Shows what somebody else has just read or made; Resource Graph learns of it minutes later. Only the rows of the named
   * resources are drawn anew; all are where none is named.
   */
  alter(change: (inventory: Inventory) => Inventory, resourceIds?: readonly string[]): void {
    if (!this.picture.alter(change)) return;
    if (this.state === 'empty') this.settle('ready');
    else if (resourceIds) this.tell(resourceIds.map(resourceKey));
    else this.changed.fire({ whole: true });
  }

  dispose(): void {
    this.running?.controller.abort();
    this.associations.forget();
    this.tenantListener.dispose();
    this.changed.dispose();
  }

  private startOver(): void {
    this.running?.controller.abort();
    this.associations.forget();
    this.picture.clear();
    this.settle('idle');
    this.rest();
  }

  private rest(): void {
    this.running = undefined;
    this.doing = undefined;
    this.tell([]);
  }

  /** Says how a reading has ended; its listeners shall not find it under way any more. */
  private end(status: InventoryStatus, problem?: ArcError): void {
    this.doing = undefined;
    this.settle(status, problem);
  }

  private settle(status: InventoryStatus, problem?: ArcError): void {
    this.state = status;
    this.lastProblem = problem;
    this.changed.fire({ whole: true });
  }

  private tell(resources: readonly string[]): void {
    this.changed.fire({ whole: false, resources });
  }

  /** Gives the way to Azure when there are associations to read. */
  private async readResources(signal: AbortSignal): Promise<ArcApi | undefined> {
    this.doing = 'resources';
    if (this.inventory) this.tell([]);
    else this.settle('loading');
    try {
      const api = await this.tenant.api();
      if (!this.inventory) void this.recall(signal);
      const subscriptions = this.selection.subscriptionsOf(await api.subscriptions(signal));
      if (signal.aborted) return undefined;
      if (subscriptions.length === 0) {
        this.picture.clear();
        this.end('noSubscription');
        return undefined;
      }
      const reading = await readAsItComes(api, subscriptions, signal, (soFar) => {
        this.fill({ subscriptions, reading: soFar });
      });
      if (signal.aborted) return undefined;
      this.accept({ subscriptions, reading });
      return api;
    } catch (thrown) {
      this.giveUp(asArcError(thrown), signal);
      return undefined;
    }
  }

  /** What is already shown stays until all is read; an empty view fills as the rows come. */
  private fill(read: Pick<Inventory, 'subscriptions' | 'reading'>): void {
    if (this.inventory && !this.isPartial) return;
    const inventory = this.picture.show(read, { isAll: false });
    this.settle(isEmpty(inventory) ? 'loading' : 'ready');
  }

  private accept(read: Pick<Inventory, 'subscriptions' | 'reading'>): void {
    const problems = problemsOf(read);
    const [problem] = problems;
    for (const each of problems) this.log.warn(`A part of the inventory could not be read: ${each.message}`);
    // A token may end on the way: then there is one way back in, and what was there before is more than a part.
    const signedOut = problems.find(({ code }) => code === 'SignedOut');
    if (signedOut && (isEmpty(read) || statusOf(signedOut) !== 'wrongTenant')) throw signedOut;
    if (isEmpty(read) && problem?.code === 'Unreachable') throw problem;
    this.picture.show(read, { isAll: true });
    this.end(isEmpty(read) && !problem ? 'empty' : 'ready', problem);
  }

  /** What is there stays: who has no network for a moment still wants to see the tenant, as long as its age is told. */
  private giveUp(error: ArcError, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.log.warn(`The inventory could not be read (${error.code}): ${error.message}`);
    this.picture.growOld();
    this.end(statusOf(error), error);
  }

  private async recall(signal: AbortSignal): Promise<void> {
    const snapshot = await this.kept.load((all) => this.selection.subscriptionsOf(all));
    if (!snapshot || signal.aborted || this.inventory || this.state === 'noSubscription') return;
    this.picture.recall(snapshot);
    this.settle(this.state === 'loading' ? 'ready' : this.state, this.lastProblem);
  }

  /** Keeps what was read, unless a part of it is missing that may be in what was kept before. */
  private keep(): void {
    const { current } = this.picture;
    if (!current || this.lastProblem) return;
    this.keptAt = Date.now();
    void this.kept.keep(current);
  }

  private async readAssociations(api: ArcApi, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.keep();
    this.doing = 'associations';
    this.tell([]);
    const problem = await this.associations.readAll(api, signal, this.tenant.cloud?.gateways !== 'absent');
    if (signal.aborted) return;
    this.lastProblem ??= problem;
    this.keep();
  }

  private onAssociations(keys: readonly string[]): void {
    this.tell(keys);
    if (this.doing === 'associations' && Date.now() - this.keptAt > keepEvery) this.keep();
  }
}
