import { armWrites } from '../../throttling';

/** Per subscription. */
export interface WriteLoad {
  readonly written: number;
  readonly left: number;
  /** Each takes zero or more writes. */
  readonly resources: number;
}

/** Minimum milliseconds by each subscription's token bucket; subscriptions run in parallel. */
export const shortestTime = (writes: readonly number[]): number =>
  Math.max(0, ...writes.map((count) => waitFor(count - armWrites.capacity)));

/** Milliseconds, by rate limits or the pace so far (`meanMilliseconds` per resource), whichever is longer. */
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
