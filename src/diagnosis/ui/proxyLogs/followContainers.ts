import { setTimeout as delay } from 'node:timers/promises';
import { type ArcError, asArcError, canceled } from '../../../kernel/errors';
import type { ClusterConnection } from '../../../kernel/kubectl';
import { type FollowedLine, FollowedLog, type LogTime, type ProxyContainer, proxyContainers } from '../../engine';

export type FollowNote =
  /** The log ended; `error`: because of one. */
  | { readonly kind: 'interrupted'; readonly error?: ArcError }
  | { readonly kind: 'resumed' }
  /** Another instance of the container, or another pod: what the former wrote last may be missing. */
  | { readonly kind: 'replaced' }
  /** Nothing came after a new connection. */
  | { readonly kind: 'ended'; readonly error?: ArcError }
  /** The pod is gone. */
  | { readonly kind: 'gone' };

export interface FollowSink {
  readonly onLine: (container: ProxyContainer, line: FollowedLine) => void;
  readonly onNote: (container: ProxyContainer, note: FollowNote) => void;
}

interface FollowOptions {
  /** Between the end of a log and the next connection. */
  readonly pauseMilliseconds?: number;
  /** Of each log, at first. */
  readonly tail?: number;
}

/**
 * Follows the logs of these containers, and of those that replace them, until the signal or until all have ended. After an
 * interruption it connects once more; again after that only if lines came. Rejects only with `Canceled`.
 */
export async function followContainers(
  connection: ClusterConnection,
  containers: readonly ProxyContainer[],
  sink: FollowSink,
  signal: AbortSignal,
  { pauseMilliseconds = 2_000, tail = 1_000 }: FollowOptions = {},
): Promise<void> {
  const following = new Set<string>();
  const running: Promise<void>[] = [];
  const failures: unknown[] = [];
  const start = (container: ProxyContainer, isNew: boolean): void => {
    following.add(keyOf(container));
    running.push(follow(container, isNew).catch((thrown: unknown) => void failures.push(thrown)));
  };

  async function follow(first: ProxyContainer, isNew: boolean): Promise<void> {
    const log = new FollowedLog((line) => {
      sink.onLine(first, line);
    });
    let container = first;
    if (isNew) sink.onNote(container, { kind: 'replaced' });
    for (let hasRetried = false; ;) {
      const before = log.count;
      const error = await read(container, log);
      if (log.count > before) hasRetried = false;
      if (hasRetried) {
        log.end();
        sink.onNote(container, error ? { kind: 'ended', error } : { kind: 'ended' });
        return;
      }
      hasRetried = true;
      sink.onNote(container, error ? { kind: 'interrupted', error } : { kind: 'interrupted' });
      await pause();
      const next = await successorOf(container);
      if (next === 'gone') {
        log.end();
        sink.onNote(container, { kind: 'gone' });
        return;
      }
      const isSame = next.instance === container.instance;
      sink.onNote(container, { kind: isSame ? 'resumed' : 'replaced' });
      container = next;
      log.resume(isSame);
    }
  }

  async function read({ pod, container }: ProxyContainer, log: FollowedLog): Promise<ArcError | undefined> {
    const from = log.since === undefined ? { tail } : { since: timeText(log.since) };
    const add = (chunk: Uint8Array): void => {
      log.add(chunk);
    };
    return attempt(connection.logs({ pod, container, isFollowed: true, ...from }, add, signal));
  }

  /** The same container of the same pod as it is now; what replaces other pods is followed from then on. */
  async function successorOf(container: ProxyContainer): Promise<ProxyContainer | 'gone'> {
    let pods: unknown;
    const error = await attempt(connection.read('pods', signal).then((value) => void (pods = value)));
    // The next connection says the same.
    if (error) return container;
    const now = proxyContainers(pods);
    for (const each of now) if (!following.has(keyOf(each))) start(each, true);
    const own = now.find((each) => keyOf(each) === keyOf(container));
    if (own) return own;
    following.delete(keyOf(container));
    return 'gone';
  }

  async function pause(): Promise<void> {
    await delay(pauseMilliseconds, undefined, { signal }).catch(() => {
      throw canceled();
    });
  }

  for (const each of containers) start(each, false);
  // Others may be added meanwhile.
  for (const each of running) await each;
  if (failures.length > 0) throw failures[0];
}

const keyOf = ({ pod, container }: ProxyContainer): string => `${pod}/${container}`;

/** In whole seconds: kubectl leaves the rest out. */
const timeText = ({ seconds }: LogTime): string => new Date(seconds * 1000).toISOString().replace('.000', '');

/** Throws only `Canceled`. */
async function attempt(work: Promise<void>): Promise<ArcError | undefined> {
  try {
    await work;
    return undefined;
  } catch (thrown) {
    const error = asArcError(thrown);
    if (error.code === 'Canceled') throw error;
    return error;
  }
}
