import type { Association } from '../../kernel/inventory';
import { type ArcError, asArcError, canceled } from '../../kernel/errors';
import { parallelPerSubscription } from '../../throttling';
import type { Clock } from '../../kernel/clock';
import type { Journal } from '../../kernel/ports';
import { type ItemResult, type JournalEntry, openItems, type RunEnd, type RunRecord } from './journal';
import type { Agents } from './agents';
import { type AssociationApi, performItem } from './performItem';
import { textLanguage } from '../../kernel/text/phrases';
import { associationFrom } from './readState';
import { type PlannedItem, stepsToTake } from './planAssociation';
import { remainingTime } from './remainingTime';
import { isForAzure } from './stepKinds';
import type { AssociationStep } from './steps';

export interface AzureConnection {
  readonly api: AssociationApi;
  readonly account?: string | undefined;
}

export interface RunPorts {
  /** Called at the start and after each pause, to use a new sign-in. */
  readonly connect: () => Promise<AzureConnection>;
  /** Required if the goal includes agents. */
  readonly agents?: Agents | undefined;
  readonly clock: Clock;
  /** ISO 8601, UTC. */
  readonly utcNow: () => string;
  readonly journal: Journal<JournalEntry>;
  /** New for each call; limits work that has begun. */
  readonly timeoutSignal: () => AbortSignal;
  readonly onProgress?: () => void;
  /** `association`: absent if unreadable. */
  readonly onResult?: (item: PlannedItem, result: ItemResult, association: Association | undefined) => void;
}

/** `pausing` and `canceling` last until current items are finished. */
export type RunState = 'running' | 'pausing' | 'paused' | 'canceling' | 'ended';

export interface RunProgress {
  readonly state: RunState;
  /** Includes earlier sessions of this run. */
  readonly total: number;
  readonly settled: number;
  readonly failed: number;
  /** Names of the items in progress. */
  readonly current: readonly string[];
  /** Of the same resources. */
  readonly currentIds: readonly string[];
  /** Why the run paused itself. */
  readonly obstacle?: ArcError;
  /** Absent at first. */
  readonly remainingMilliseconds?: number;
}

/**
 * Executes or resumes a plan. Pauses itself if every item would fail (signed out, offline, journal not writable). Items
 * in progress always finish.
 */
export class AssociationRun {
  private readonly results: Map<number, ItemResult>;
  private readonly sent: Set<number>;
  private readonly current = new Set<number>();
  private readonly controller = new AbortController();
  private readonly queues: ReadonlyMap<string, number[]>;
  private readonly begun: number;
  private readonly settledBefore: number;
  private pauseGate: { readonly promise: Promise<void>; readonly release: () => void; obstacle?: ArcError } | undefined;
  private connection: Promise<AzureConnection> | undefined;
  private end: RunRecord['end'];
  private spent = 0;
  private readonly written = new Map<string, number>();
  private readonly brokenJournal = new WeakSet<ArcError>();

  constructor(
    private readonly record: RunRecord,
    private readonly ports: RunPorts,
  ) {
    this.results = new Map(record.results);
    this.sent = new Set(record.sent);
    this.settledBefore = this.results.size;
    this.begun = ports.clock.now();
    this.queues = Map.groupBy(openItems(record), (index) => this.item(index).resource.subscriptionId.toLowerCase());
  }

  /** Rejects only if the journal can't be finished. */
  async run(): Promise<RunRecord> {
    await Promise.all([...this.queues].flatMap(([subscription, queue]) => this.workers(subscription, queue)));
    const how: RunEnd =
      this.controller.signal.aborted && openItems({ head: this.head, results: this.results }).length > 0
        ? 'cancelled'
        : 'finished';
    this.end = { how, at: this.ports.utcNow() };
    await this.ports.journal.append({ type: 'ended', ...this.end });
    this.changed();
    return { head: this.head, results: this.results, sent: this.sent, end: this.end };
  }

  get head(): RunRecord['head'] {
    return this.record.head;
  }

  get progress(): RunProgress {
    const total = this.head.plan.items.filter(({ verdict }) => verdict === 'change').length;
    const obstacle = this.pauseGate?.obstacle;
    const remaining = this.remaining();
    return {
      state: this.state,
      total,
      settled: this.results.size,
      failed: [...this.results.values()].filter(({ status }) => status === 'failed' || status === 'changed').length,
      current: [...this.current].map((index) => this.item(index).resource.name),
      currentIds: [...this.current].map((index) => this.item(index).resource.id),
      ...(obstacle && { obstacle }),
      ...(remaining !== undefined && { remainingMilliseconds: remaining }),
    };
  }

  pause(): void {
    if (this.pauseGate || this.end || this.controller.signal.aborted) return;
    this.closeGate();
    this.changed();
  }

  resume(): void {
    const { pauseGate } = this;
    this.pauseGate = undefined;
    this.connection = undefined;
    pauseGate?.release();
    this.changed();
  }

  cancel(): void {
    this.controller.abort();
    this.pauseGate?.release();
    this.pauseGate = undefined;
    this.changed();
  }

  private get state(): RunState {
    if (this.end) return 'ended';
    if (this.controller.signal.aborted) return 'canceling';
    if (!this.pauseGate) return 'running';
    return this.current.size > 0 ? 'pausing' : 'paused';
  }

  private workers(subscription: string, queue: number[]): readonly Promise<void>[] {
    return Array.from({ length: Math.min(parallelPerSubscription, queue.length) }, () =>
      this.work(subscription, queue),
    );
  }

  private async work(subscription: string, queue: number[]): Promise<void> {
    for (;;) {
      while (this.pauseGate && queue.length > 0) await this.pauseGate.promise;
      const index = this.controller.signal.aborted ? undefined : queue.shift();
      if (index === undefined) return;
      try {
        await this.settle(subscription, index);
      } catch (thrown) {
        queue.unshift(index);
        if (!this.controller.signal.aborted) this.closeGate(asArcError(thrown));
      } finally {
        this.current.delete(index);
        this.changed();
      }
    }
  }

  private async settle(subscription: string, index: number): Promise<void> {
    const { clock, journal, utcNow, timeoutSignal } = this.ports;
    const item = this.item(index);
    this.current.add(index);
    this.changed();
    const started = clock.now();
    const { api, account = this.head.account } = await this.connected();
    const outcome = await performItem(item, {
      api,
      agents: this.ports.agents,
      clock,
      pace: api.pacers.of(subscription),
      signal: this.controller.signal,
      timeoutSignal,
      wasSent: this.sent.has(index),
      intend: (step) => this.intend(subscription, index, step),
      isFatalForRun: (error) =>
        error.code === 'SignedOut' || error.code === 'Unreachable' || this.brokenJournal.has(error),
    });
    const language = textLanguage();
    const result = {
      ...outcome,
      ...(language !== 'en' && outcome.reason !== undefined && { language }),
      at: utcNow(),
      milliseconds: Math.round(clock.now() - started),
      ...(account !== undefined && account !== this.head.account && { account }),
    };
    await journal.append({ type: 'result', item: index, result });
    this.results.set(index, result);
    this.spent += result.milliseconds;
    this.ports.onResult?.(item, result, result.after && associationFrom(item.resource, result.after));
  }

  /** Logs to the journal before the write is sent. */
  private async intend(subscription: string, index: number, step: AssociationStep): Promise<void> {
    const { journal, utcNow } = this.ports;
    try {
      await journal.append({ type: 'intent', item: index, step: step.kind, at: utcNow() });
    } catch (thrown) {
      const error = asArcError(thrown);
      this.brokenJournal.add(error);
      throw error;
    }
    this.sent.add(index);
    if (isForAzure(step)) this.written.set(subscription, (this.written.get(subscription) ?? 0) + 1);
  }

  /** Shared by all workers; a failed connection is retried after the next pause. */
  private connected(): Promise<AzureConnection> {
    if (this.controller.signal.aborted) throw canceled();
    this.connection ??= this.ports.connect();
    return this.connection;
  }

  private closeGate(obstacle?: ArcError): void {
    if (this.pauseGate) {
      if (obstacle) this.pauseGate.obstacle ??= obstacle;
      return;
    }
    const { promise, resolve: release } = Promise.withResolvers<undefined>();
    this.pauseGate = {
      promise,
      release: () => {
        release(undefined);
      },
      ...(obstacle && { obstacle }),
    };
  }

  private remaining(): number | undefined {
    const settled = this.results.size - this.settledBefore;
    if (settled < 5) return undefined;
    const loads = [...this.queues].map(([subscription, queue]) => ({
      written: this.written.get(subscription) ?? 0,
      left: queue.reduce((sum, index) => sum + stepsToTake(this.item(index)).filter(isForAzure).length, 0),
      resources: queue.length,
    }));
    return remainingTime(loads, this.ports.clock.now() - this.begun, this.spent / settled, parallelPerSubscription);
  }

  private item(index: number): PlannedItem {
    const item = this.record.head.plan.items[index];
    if (!item) throw new RangeError(`The plan has no item ${index}.`);
    return item;
  }

  private changed(): void {
    this.ports.onProgress?.();
  }
}
