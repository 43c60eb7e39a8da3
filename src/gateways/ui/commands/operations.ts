import * as vscode from 'vscode';
import { type ArcError, asArcError } from '../../../kernel/errors';
import type { GatewayOperation } from '../../../kernel/gatewayApi';
import { findGateway } from '../../../kernel/inventory';
import { operationCeiling } from '../../../kernel/knowledge/gatewayLife';
import { type Gateway, resourceKey } from '../../../kernel/resources';
import { isResultOfOperation, pollUntilDone } from '../../../throttling';
import { systemClock } from '../../../vscode/clock';
import type { GatewayDependencies } from '../dependencies';
import { operationNotFollowed } from '../errors';
import { inMemory, type PendingOperation, PendingOperations } from '../pendingOperations';
import { announceDeleted, announceReady } from './announce';

/** An operation that this window watches. */
export interface FollowedOperation {
  /** Resolves when it has succeeded or failed, or the tenant has changed. Never rejects. */
  readonly ended: Promise<void>;
  /** Azure's state after each poll; undefined while Azure is unreachable. */
  readonly onState: vscode.Event<string | undefined>;
}

interface RunningOperation extends FollowedOperation {
  readonly remembered: PendingOperation;
  readonly controller: AbortController;
}

// For this long, Resource Graph may return an earlier state.
const staleMilliseconds = 3 * 60_000;
// An operation resumed after its time limit is still polled before it is given up.
const shortestCeiling = 2 * 60_000;

/** Follows operations to their end, keeps the tree's rows current, and announces each result once. */
export class GatewayOperations implements vscode.Disposable {
  private readonly running = new Map<string, RunningOperation>();
  /** Current gateways; without `gateway` if deleted. */
  private readonly latest = new Map<string, { readonly id: string; readonly gateway?: Gateway | undefined }>();
  /** Keys that `resume` skips: requests in progress, and operations that could not be followed. */
  private readonly resting = new Set<string>();
  private readonly kept: PendingOperations;
  private readonly sample = new PendingOperations(inMemory());
  private readonly listeners: readonly vscode.Disposable[];

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
   * Starts and follows an operation. It is stored before it is sent, because Azure may accept a request without an answer;
   * a refused one is removed again, and thrown. The row shows `gateway` until Azure returns its state.
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

  /** Follows stored operations of this tenant again. */
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
    for (const listener of this.listeners) listener.dispose();
  }

  private get memory(): PendingOperations {
    return this.dependencies.tenant.isSample ? this.sample : this.kept;
  }

  private follow(remembered: PendingOperation): FollowedOperation {
    const key = resourceKey(remembered.operation.gatewayId);
    const known = this.running.get(key);
    if (known?.remembered.operation.kind === remembered.operation.kind) return known;
    // Azure accepts no second operation before the first has ended.
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
      log.info(`${gateway.name}: ${operation.kind} completed.`);
      if (result) void announceReady(result);
      else announceDeleted(gateway);
    } catch (thrown) {
      if (!signal.aborted) await this.giveUp(asArcError(thrown), remembered, memory);
    }
  }

  private async giveUp(error: ArcError, remembered: PendingOperation, memory: PendingOperations): Promise<void> {
    const { operation, gateway, startedAt } = remembered;
    const isEnd = isResultOfOperation(error) || Date.now() - startedAt > operationCeiling;
    this.dependencies.log.error(
      `${gateway.name}: ${operation.kind} ${isEnd ? 'failed' : 'could not be followed'} (${error.code})`,
      error,
    );
    if (!isEnd) {
      this.resting.add(resourceKey(operation.gatewayId));
      void this.dependencies.showFailure(operationNotFollowed(gateway.name, error));
      return;
    }
    void this.dependencies.showFailure(error);
    await memory.remove(operation);
    this.settle(operation.gatewayId, await this.remainingGateway(operation, gateway));
  }

  private async remainingGateway(
    { kind, isUnanswered }: GatewayOperation,
    gateway: Gateway,
  ): Promise<Gateway | undefined> {
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
    const entry = this.latest.get(resourceKey(id));
    setTimeout(() => {
      if (this.latest.get(resourceKey(id)) === entry) this.latest.delete(resourceKey(id));
    }, staleMilliseconds).unref();
  }

  private show(id: string, gateway: Gateway | undefined): void {
    this.latest.set(resourceKey(id), { id, gateway });
    this.correct();
  }

  /** An inventory load may return an earlier state. */
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

/** Whether Azure may have accepted the failed request, because only its answer was lost. */
function mayHaveArrived({ failure }: ArcError, signal: AbortSignal): boolean {
  if (failure.code === 'Canceled') return !signal.aborted;
  return failure.code === 'Unreachable' && ['refused', 'timeout'].includes(failure.cause);
}
