import * as vscode from 'vscode';
import {
  type ArcApi,
  type ArcError,
  asArcError,
  associablesOf,
  type Association,
  type Gateway,
  type Inventory,
  isEmpty,
  problemsOf,
  resourceKey,
  type SeenAssociation,
  type SignInObstacle,
  withAssociation,
  withGateway,
  withoutGateway,
  withSeen,
} from '../core';
import type { ContextKeys } from '../ids';
import type { Log } from './log';
import type { Selection } from './selection';
import type { Tenant } from './tenant';

export type InventoryStatus = 'idle' | Exclude<ContextKeys['arcGateway.inventoryState'], 'noMatch'>;

const statusOfObstacle: Readonly<Record<SignInObstacle, InventoryStatus>> = {
  signedOut: 'signedOut',
  consent: 'consentNeeded',
  wrongTenant: 'wrongTenant',
  credential: 'credentialRejected',
  blocked: 'accessBlocked',
};

/** What changed: the whole inventory, or the associations of some resources (by `resourceKey`). */
export type InventoryChange =
  { readonly whole: true } | { readonly whole: false; readonly resources: readonly string[] };

// Enough to fill the pipe and far below the 250 reads that ARM hands out at once to one principal.
const parallelReads = 8;

/** The one live picture of the tenant that all features share. Reads at first use and when asked. */
export class InventoryStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<InventoryChange>();
  readonly onDidChange = this.changed.event;
  private readonly tenantListener: vscode.Disposable;
  private running: { readonly promise: Promise<void>; readonly controller: AbortController } | undefined;
  private latest: Inventory | undefined;
  private state: InventoryStatus = 'idle';
  private lastProblem: ArcError | undefined;

  constructor(
    private readonly tenant: Tenant,
    private readonly selection: Pick<Selection, 'subscriptionsOf'>,
    private readonly log: Log,
  ) {
    this.tenantListener = tenant.onDidChange(() => {
      this.startOver();
    });
  }

  get inventory(): Inventory | undefined {
    return this.latest;
  }

  get status(): InventoryStatus {
    return this.state;
  }

  /** Why the tenant could not be read; undefined when it could. */
  get problem(): ArcError | undefined {
    return this.lastProblem;
  }

  /** Reads the tenant unless that is done or under way. */
  ensure(): Promise<void> {
    return this.state === 'idle' ? this.refresh() : (this.running?.promise ?? Promise.resolve());
  }

  /** Reads the tenant again; a refresh that is under way is joined. Never throws: see `status` and `problem`. */
  refresh(): Promise<void> {
    if (this.running) return this.running.promise;
    const controller = new AbortController();
    const promise = this.read(controller.signal).finally(() => {
      if (this.running?.controller === controller) this.running = undefined;
    });
    this.running = { promise, controller };
    return promise;
  }

  /** Reads one association again and tells the listeners of that resource alone. */
  async refreshAssociation(resourceId: string, signal: AbortSignal): Promise<Association> {
    const association = await this.readAssociation(await this.tenant.api(), resourceId, signal);
    if (this.latest) {
      this.latest = withAssociation(this.latest, resourceId, association);
      this.changed.fire({ whole: false, resources: [resourceKey(resourceId)] });
    }
    return association;
  }

  /** Takes what somebody else has just read of some resources, and tells the listeners of those alone. */
  recordAssociations(seen: readonly SeenAssociation[]): void {
    if (!this.latest || seen.length === 0) return;
    this.latest = withSeen(this.latest, seen);
    this.changed.fire({ whole: false, resources: seen.map(({ resourceId }) => resourceKey(resourceId)) });
  }

  /** Shows a gateway as it was just read or made; Resource Graph learns of it minutes later. */
  putGateway(gateway: Gateway): void {
    if (this.latest) this.acceptGateways(withGateway(this.latest, gateway), gateway.id);
  }

  removeGateway(id: string): void {
    if (this.latest) this.acceptGateways(withoutGateway(this.latest, id), id);
  }

  dispose(): void {
    this.running?.controller.abort();
    this.tenantListener.dispose();
    this.changed.dispose();
  }

  private acceptGateways(inventory: Inventory, id: string): void {
    this.latest = inventory;
    if (this.state === 'empty') this.settle('ready');
    else this.changed.fire({ whole: false, resources: [resourceKey(id)] });
  }

  private startOver(): void {
    this.running?.controller.abort();
    this.running = undefined;
    this.latest = undefined;
    this.settle('idle');
  }

  private settle(status: InventoryStatus, problem?: ArcError): void {
    this.state = status;
    this.lastProblem = problem;
    this.changed.fire({ whole: true });
  }

  private async read(signal: AbortSignal): Promise<void> {
    this.settle('loading');
    try {
      const api = await this.tenant.api();
      const subscriptions = this.selection.subscriptionsOf(await api.subscriptions(signal));
      if (subscriptions.length === 0) {
        this.latest = undefined;
        this.settle('noSubscription');
        return;
      }
      const reading = await api.inventory(
        subscriptions.map(({ id }) => id),
        signal,
      );
      if (signal.aborted) return;
      const inventory: Inventory = { subscriptions, reading, associations: new Map() };
      this.accept(inventory);
      await this.readAssociations(api, inventory, signal);
    } catch (thrown) {
      this.giveUp(asArcError(thrown), signal);
    }
  }

  private accept(inventory: Inventory): void {
    this.latest = inventory;
    const [problem] = problemsOf(inventory);
    for (const each of problemsOf(inventory))
      this.log.warn(`A part of the inventory could not be read: ${each.message}`);
    if (isEmpty(inventory) && problem?.code === 'Unreachable') this.settle('unreachable', problem);
    else this.settle(isEmpty(inventory) && !problem ? 'empty' : 'ready', problem);
  }

  private giveUp(error: ArcError, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.log.warn(`The inventory could not be read (${error.code}): ${error.message}`);
    this.latest = undefined;
    this.settle(statusOf(error), error);
  }

  private async readAssociations(api: ArcApi, inventory: Inventory, signal: AbortSignal): Promise<void> {
    const waiting = associablesOf(inventory).map(({ id }) => id);
    const found = new Map<string, Association>();
    const reader = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined && !signal.aborted; id = waiting.pop()) {
        found.set(resourceKey(id), await this.readAssociation(api, id, signal));
      }
    };
    await Promise.all(Array.from({ length: parallelReads }, reader));
    if (signal.aborted || !this.latest) return;
    // What was re-read in the meantime is newer than this sweep.
    this.latest = { ...this.latest, associations: new Map([...found, ...this.latest.associations]) };
    this.changed.fire({ whole: true });
  }

  private async readAssociation(api: ArcApi, resourceId: string, signal: AbortSignal): Promise<Association> {
    try {
      const gatewayId = await api.association(resourceId, signal);
      return gatewayId === undefined ? { status: 'read' } : { status: 'read', gatewayId };
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code !== 'Cancelled')
        this.log.warn(`The association of ${resourceId} could not be read: ${error.message}`);
      return { status: 'failed', error };
    }
  }
}

const statusOf = ({ failure }: ArcError): InventoryStatus =>
  failure.code === 'SignedOut' ? statusOfObstacle[failure.obstacle ?? 'signedOut'] : 'unreachable';
