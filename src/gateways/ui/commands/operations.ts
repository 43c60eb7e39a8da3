import * as vscode from 'vscode';
import { type ArcError, asArcError } from '../../../kernel/errors';
import type { GatewayOperation } from '../../../kernel/gatewayApi';
import { findGateway } from '../../../kernel/inventory';
import { operationCeiling } from '../../../kernel/knowledge/gatewayLife';
import { type Gateway, resourceKey } from '../../../kernel/resources';
import { pollUntilDone } from '../../../throttling';
import { systemClock } from '../../../vscode/clock';
import type { GatewayDependencies } from '../dependencies';
import { operationLostSightOf } from '../errors';
import { inMemory, type PendingOperation, PendingOperations } from '../pendingOperations';
import { announceReady } from './announce';

/** An operation that this window watches. */
export interface FollowedOperation {
  /** Resolves when nobody has to wait any more: it has ended, well or not, or the tenant was left. Never rejects. */
  readonly ended: Promise<void>;
  /** Azure's word for its state, at each look; undefined while Azure cannot be reached. */
  readonly onState: vscode.Event<string | undefined>;
}

interface RunningOperation extends FollowedOperation {
  readonly remembered: PendingOperation;
  readonly controller: AbortController;
}

// So long may Resource Graph show a gateway as it was before.
const staleMilliseconds = 3 * 60_000;
// What is resumed after a long night has ended in it, and is looked at before it is given up.
const shortestCeiling = 2 * 60_000;

/**
 * Follows what was started until it has ended, whoever waits for it, and keeps the rows of the tree true meanwhile.
 * What ends well or badly is said here, once.
 */
export class GatewayOperations implements vscode.Disposable {
  private readonly running = new Map<string, RunningOperation>();
  /** What a gateway is now; undefined for one that is gone. */
  private readonly latest = new Map<string, { readonly id: string; readonly gateway?: Gateway | undefined }>();
  /** Keys of gateways that `resume` leaves alone: those that are just being asked for, and those that could not be followed. */
  private readonly resting = new Set<string>();
  private readonly kept: PendingOperations;
  private readonly sample = new PendingOperations(inMemory());
  private readonly listeners: readonly vscode.Disposable[];
  private readonly changed = new vscode.EventEmitter<string>();
  /** The id of a gateway that has come to be, changed or gone. */
  readonly onDidEnd = this.changed.event;

  constructor(private readonly dependencies: GatewayDependencies) {
    const { context, tenant, inventory } = dependencies;
    this.kept = new PendingOperations(context.globalState);
    this.listeners = [
      tenant.onDidChange(() => {
        this.leave();
      }),
      inventory.onDidChange(() => {
        this.correct();
      }),
    ];
  }

  /**
   * Sends what begins an operation, and follows it. It is remembered before, for Azure may have accepted what it does not
   * answer; what it refuses is forgotten and thrown. The row shows `gateway` until more is known. The signal is the one
   * that the person can abort.
   */
  async begin(
    kind: GatewayOperation['kind'],
    gateway: Gateway,
    send: () => Promise<GatewayOperation>,
    signal: AbortSignal,
  ): Promise<FollowedOperation> {
    const { memory } = this;
    const unanswered: GatewayOperation = { kind, gatewayId: gateway.id, isUnanswered: true };
    const endpoint = this.dependencies.tenant.cloud?.endpoint ?? '';
    const asked = { operation: unanswered, gateway, startedAt: Date.now(), endpoint };
    this.resting.add(resourceKey(gateway.id));
    await memory.add(asked);
    try {
      const remembered = { ...asked, operation: await send() };
      await memory.add(remembered);
      return this.follow(remembered);
    } catch (thrown) {
      if (mayHaveArrived(asArcError(thrown), signal)) return this.follow(asked);
      await memory.remove(unanswered);
      throw thrown;
    } finally {
      this.resting.delete(resourceKey(gateway.id));
    }
  }

  /** Follows again what was under way in this tenant when its window was closed or the tenant was left. */
  async resume(): Promise<void> {
    await this.dependencies.tenant.api();
    const { tenant, inventory } = this.dependencies;
    const shown = new Set(inventory.inventory?.subscriptions.map(({ id }) => id.toLowerCase()));
    for (const remembered of this.memory.all) {
      const isHere = remembered.endpoint === tenant.cloud?.endpoint && shown.has(remembered.gateway.subscriptionId);
      if (isHere && !this.resting.has(resourceKey(remembered.operation.gatewayId))) this.follow(remembered);
    }
    this.correct();
  }

  dispose(): void {
    this.leave();
    this.changed.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private get memory(): PendingOperations {
    return this.dependencies.tenant.isSample ? this.sample : this.kept;
  }

  private follow(remembered: PendingOperation): FollowedOperation {
    const key = resourceKey(remembered.operation.gatewayId);
    const known = this.running.get(key);
    if (known?.remembered.operation.kind === remembered.operation.kind) return known;
    // Azure accepts no deletion before a creation has ended, so there is nothing left of that to learn.
    known?.controller.abort();
    const controller = new AbortController();
    const states = new vscode.EventEmitter<string | undefined>();
    this.show(remembered.gateway.id, remembered.gateway);
    const ended = this.toTheEnd(remembered, states, this.memory, controller.signal).finally(() => {
      if (this.running.get(key)?.remembered === remembered) this.running.delete(key);
      states.dispose();
    });
    const running: RunningOperation = { remembered, controller, ended, onState: states.event };
    this.running.set(key, running);
    return running;
  }

  private async toTheEnd(
    remembered: PendingOperation,
    states: vscode.EventEmitter<string | undefined>,
    memory: PendingOperations,
    signal: AbortSignal,
  ): Promise<void> {
    const { operation, startedAt, gateway } = remembered;
    const { log, tenant } = this.dependencies;
    try {
      const api = await tenant.api();
      const patience = {
        clock: systemClock,
        report: (state: string | undefined) => {
          states.fire(state);
        },
        ceiling: Math.max(operationCeiling - (Date.now() - startedAt), shortestCeiling),
      };
      const result = await pollUntilDone(api.gateways, operation, patience, signal);
      await memory.remove(operation);
      this.settle(operation.gatewayId, result);
      log.info(`${gateway.name}: ${operation.kind} has ended well.`);
      if (result) void announceReady(result);
    } catch (thrown) {
      if (!signal.aborted) await this.giveUp(asArcError(thrown), remembered, memory);
    }
  }

  /** Only what Azure says of the operation is its end. Whatever else keeps it from being followed may pass. */
  private async giveUp(error: ArcError, remembered: PendingOperation, memory: PendingOperations): Promise<void> {
    const { operation, gateway, startedAt } = remembered;
    const isEnd =
      ['OperationFailed', 'Conflict', 'NotFound'].includes(error.code) || Date.now() - startedAt > operationCeiling;
    this.dependencies.log.error(
      `${gateway.name}: ${operation.kind} ${isEnd ? 'failed' : 'lost sight of'} (${error.code})`,
      error,
    );
    if (!isEnd) {
      this.resting.add(resourceKey(operation.gatewayId));
      void this.dependencies.showFailure(operationLostSightOf(gateway.name, error));
      return;
    }
    void this.dependencies.showFailure(error);
    await memory.remove(operation);
    this.settle(operation.gatewayId, await this.whatIsLeft(operation, gateway));
  }

  private async whatIsLeft({ kind, isUnanswered }: GatewayOperation, gateway: Gateway): Promise<Gateway | undefined> {
    try {
      const api = await this.dependencies.tenant.api();
      return await api.gateway(gateway.id, AbortSignal.timeout(60_000));
    } catch (thrown) {
      if (asArcError(thrown).code !== 'NotFound') return { ...gateway, state: 'Unknown' };
      return kind === 'create' && !isUnanswered ? { ...gateway, state: 'Failed' } : undefined;
    }
  }

  private settle(id: string, gateway: Gateway | undefined): void {
    this.show(id, gateway);
    this.changed.fire(id);
    const entry = this.latest.get(resourceKey(id));
    setTimeout(() => {
      if (this.latest.get(resourceKey(id)) === entry) this.latest.delete(resourceKey(id));
    }, staleMilliseconds).unref();
  }

  private show(id: string, gateway: Gateway | undefined): void {
    this.latest.set(resourceKey(id), { id, gateway });
    this.correct();
  }

  /** A reading of the whole inventory may be older than what is known here. */
  private correct(): void {
    const { inventory: store } = this.dependencies;
    for (const { id, gateway } of this.latest.values()) {
      const shown = store.inventory && findGateway(store.inventory, id);
      if (gateway && (shown?.state !== gateway.state || shown.endpoint !== gateway.endpoint))
        store.updateGateway(gateway);
      else if (!gateway && shown) store.removeGateway(id);
      if (!store.inventory) return;
    }
  }

  private leave(): void {
    for (const { controller } of this.running.values()) controller.abort();
    this.running.clear();
    this.latest.clear();
    this.resting.clear();
  }
}

/** Whether a request that failed so may have been accepted: it was cut off, or nobody waited any longer. */
function mayHaveArrived({ failure }: ArcError, signal: AbortSignal): boolean {
  if (failure.code === 'Cancelled') return !signal.aborted;
  return failure.code === 'Unreachable' && ['refused', 'timeout'].includes(failure.cause);
}
