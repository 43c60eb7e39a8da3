import { setMaxListeners } from 'node:events';
import { type ArcError, asArcError } from '../kernel/errors';
import type { Association } from '../kernel/inventory';
import type { RequestPacer, RequestPacers } from '../kernel/ports';

/** Concurrent requests: total, and per subscription. */
const parallel = { all: 32, most: 8, least: 2 };
/** Consecutive unreachable requests before loading stops. */
const maxUnreachable = 8;

type SendRequest = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

interface SubscriptionQueue {
  readonly send: SendRequest;
  /** Maximum concurrency. */
  readonly width: number;
  /** Resource IDs. */
  readonly waiting: Set<string>;
  /** Resource IDs. */
  readonly prioritized: Set<string>;
}

export interface AssociationReading {
  /** Resolves with the gateway ID, if any. Throws `ArcError`. */
  readonly read: (resourceId: string, signal: AbortSignal) => Promise<string | undefined>;
  /**
   * Called if known data contradicts the gateway. Null if not reported, undefined without access. Throws `ArcError`.
   */
  readonly ownSetting?: (
    resourceId: string,
    gatewayId: string | undefined,
  ) => ((signal: AbortSignal) => Promise<boolean | null | undefined>) | undefined;
  readonly onRead: (resourceId: string, association: Association) => void;
  readonly isLast: boolean;
}

/** Within Azure's rate limit per principal and subscription. */
export class AssociationReader {
  private readonly queues = new Map<string, SubscriptionQueue>();
  private readonly retried = new Set<string>();
  private unreachableInARow = 0;

  constructor(
    private readonly work: AssociationReading,
    ids: readonly string[],
    pacers: RequestPacers,
  ) {
    const bySubscription = Map.groupBy(ids, subscriptionOf);
    const share = Math.floor(parallel.all / Math.max(1, bySubscription.size));
    const width = Math.min(parallel.most, Math.max(parallel.least, share));
    for (const [subscription, own] of bySubscription) {
      const send = senderOf(pacers.of(subscription).reads, work.isLast);
      this.queues.set(subscription, { send, width, waiting: new Set(own), prioritized: new Set() });
    }
  }

  prioritize(ids: readonly string[]): void {
    for (const id of ids) {
      const queue = this.queues.get(subscriptionOf(id));
      if (queue?.waiting.delete(id)) queue.prioritized.add(id);
    }
  }

  /** Throws if signed out or Azure is unreachable. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const both = AbortSignal.any([signal, stop.signal]);
    setMaxListeners(0, both); // one for each request that waits
    const workers = [...this.queues.values()].flatMap((queue) =>
      Array.from({ length: queue.width }, async () => {
        try {
          await this.workOff(queue, both);
        } catch (error) {
          stop.abort();
          throw error;
        }
      }),
    );
    const failed = (await Promise.allSettled(workers)).find((result) => result.status === 'rejected');
    if (failed && !signal.aborted) throw failed.reason;
  }

  private async workOff(queue: SubscriptionQueue, signal: AbortSignal): Promise<void> {
    while (queue.prioritized.size + queue.waiting.size > 0 && !signal.aborted) {
      let id: string | undefined;
      try {
        // Chosen late, because priorities change.
        const gatewayId = await queue.send(async () => {
          id ??= takeFrom(queue);
          return id === undefined ? undefined : this.work.read(id, signal);
        }, signal);
        this.unreachableInARow = 0;
        if (id !== undefined) this.tell(id, await this.associationOf(queue, id, gatewayId, signal));
      } catch (thrown) {
        if (signal.aborted) return;
        if (id !== undefined) this.fail(queue, id, asArcError(thrown));
      }
    }
  }

  private async associationOf(
    { send }: SubscriptionQueue,
    id: string,
    gatewayId: string | undefined,
    signal: AbortSignal,
  ): Promise<Association> {
    const ask = this.work.ownSetting?.(id, gatewayId);
    const gatewayEnabled = ask && (await send(() => ask(signal), signal));
    return {
      status: 'read',
      ...(gatewayId !== undefined && { gatewayId }),
      ...(gatewayEnabled !== undefined && { gatewayEnabled }),
    };
  }

  private fail(queue: SubscriptionQueue, id: string, error: ArcError): void {
    if (error.code === 'SignedOut') throw error;
    if (error.code === 'Unreachable') {
      this.unreachableInARow += 1;
      if (this.unreachableInARow >= maxUnreachable) throw error;
      if (!this.retried.has(id)) {
        this.retried.add(id);
        queue.waiting.add(id);
        return;
      }
    }
    this.tell(id, { status: 'failed', error });
  }

  private tell(id: string, association: Association): void {
    this.work.onRead(id, association);
  }
}

const senderOf =
  (pacer: RequestPacer, isLast: boolean): SendRequest =>
  (work, signal) =>
    isLast ? pacer.runLast(work, signal) : pacer.run(work, signal);

function takeFrom({ prioritized, waiting }: SubscriptionQueue): string | undefined {
  for (const queue of [prioritized, waiting]) {
    for (const id of queue) {
      queue.delete(id);
      return id;
    }
  }
  return undefined;
}

const subscriptionOf = (id: string): string => (id.split('/', 3)[2] ?? '').toLowerCase();
