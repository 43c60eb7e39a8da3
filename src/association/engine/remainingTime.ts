import { armWrites } from '../../throttling';

/** What one subscription has had, and still gets. */
export interface WriteLoad {
  readonly written: number;
  /** Writes that are still to come. */
  readonly left: number;
  /** Resources that are still to come; each may take several writes, or none. */
  readonly resources: number;
}

/** Milliseconds that writes take at least, by the token bucket of each subscription; subscriptions go side by side. */
export const shortestTime = (writes: readonly number[]): number =>
  Math.max(0, ...writes.map((count) => waitFor(count - armWrites.capacity)));

/**
 * Milliseconds that are left: what the buckets still ask for, or, where the answers are slower, as long as the rest
 * takes at the pace so far, `meanMilliseconds` for each resource.
 */
export function remainingTime(
  loads: readonly WriteLoad[],
  elapsed: number,
  meanMilliseconds: number,
  parallel: number,
): number {
  const times = loads.map(({ written, left, resources }) => {
    const level = Math.min(armWrites.capacity, armWrites.capacity + (elapsed / 1000) * armWrites.perSecond - written);
    return Math.max(waitFor(left - level), (resources / parallel) * meanMilliseconds);
  });
  return Math.max(0, ...times);
}

const waitFor = (tokens: number): number => (Math.max(0, tokens) / armWrites.perSecond) * 1000;
