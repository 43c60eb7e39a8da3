import { setMaxListeners } from 'node:events';
import { type ArcError, asArcError } from '../kernel/errors';
import type { Association } from '../kernel/inventory';
import type { RequestPacer, RequestPacers } from '../kernel/ports';

/** Requests in flight: in all subscriptions together, and at most and at least in one. */
const parallel = { all: 32, most: 8, least: 2 };
/** Unreachable requests in a row after which the rest is given up. */
const maxUnreachable = 8;

type SendRequest = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

interface SubscriptionQueue {
  readonly send: SendRequest;
  /** Most requests in flight. */
  readonly width: number;
  /** Ids, in reading order. */
  readonly waiting: Set<string>;
  /** Ids of what is on the screen. */
  readonly prioritized: Set<string>;
}

export interface AssociationReading {
  /** The id of the gateway, if there is one. Throws `ArcError`. */
  readonly read: (resourceId: string, signal: AbortSignal) => Promise<string | undefined>;
  /**
   * How to ask the resource itself, where what is known of it contradicts its gateway. Null where it says nothing,
   * undefined where it may not be asked. Throws `ArcError`.
   */
  readonly ownSide?: (
    resourceId: string,
    gatewayId: string | undefined,
  ) => ((signal: AbortSignal) => Promise<boolean | null | undefined>) | undefined;
  readonly onRead: (resourceId: string, association: Association) => void;
  /** Low priority: all other requests go first. */
  readonly isLast: boolean;
}

/** Reads associations, one request each, at the pace that Azure allows one principal in each subscription. */
export class AssociationReader {
  private readonly lanes = new Map<string, SubscriptionQueue>();
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
      this.lanes.set(subscription, { send, width, waiting: new Set(own), prioritized: new Set() });
    }
  }

  /** Reads these before the others. */
  prioritize(ids: readonly string[]): void {
    for (const id of ids) {
      const lane = this.lanes.get(subscriptionOf(id));
      if (lane?.waiting.delete(id)) lane.prioritized.add(id);
    }
  }

  /** Settles when each is read or has failed. Throws what stops all: nobody is signed in, or Azure is unreachable. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const both = AbortSignal.any([signal, stop.signal]);
    setMaxListeners(0, both); // one for each request that waits
    const workers = [...this.lanes.values()].flatMap((lane) =>
      Array.from({ length: lane.width }, async () => {
        try {
          await this.workOff(lane, both);
        } catch (error) {
          stop.abort();
          throw error;
        }
      }),
    );
    const failed = (await Promise.allSettled(workers)).find((result) => result.status === 'rejected');
    if (failed && !signal.aborted) throw failed.reason;
  }

  private async workOff(lane: SubscriptionQueue, signal: AbortSignal): Promise<void> {
    while (lane.prioritized.size + lane.waiting.size > 0 && !signal.aborted) {
      let id: string | undefined;
      try {
        // Chosen when its turn has come: priorities may have changed meanwhile.
        const gatewayId = await lane.send(async () => {
          id ??= takeFrom(lane);
          return id === undefined ? undefined : this.work.read(id, signal);
        }, signal);
        this.unreachableInARow = 0;
        if (id !== undefined) this.tell(id, await this.bothSides(lane, id, gatewayId, signal));
      } catch (thrown) {
        if (signal.aborted) return;
        if (id !== undefined) this.fail(lane, id, asArcError(thrown));
      }
    }
  }

  private async bothSides(
    { send }: SubscriptionQueue,
    id: string,
    gatewayId: string | undefined,
    signal: AbortSignal,
  ): Promise<Association> {
    const ask = this.work.ownSide?.(id, gatewayId);
    const gatewayEnabled = ask && (await send(() => ask(signal), signal));
    return {
      status: 'read',
      ...(gatewayId !== undefined && { gatewayId }),
      ...(gatewayEnabled !== undefined && { gatewayEnabled }),
    };
  }

  private fail(lane: SubscriptionQueue, id: string, error: ArcError): void {
    if (error.code === 'SignedOut') throw error;
    if (error.code === 'Unreachable') {
      this.unreachableInARow += 1;
      if (this.unreachableInARow >= maxUnreachable) throw error;
      if (!this.retried.has(id)) {
        this.retried.add(id);
        lane.waiting.add(id);
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
