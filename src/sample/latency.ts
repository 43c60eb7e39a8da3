import { hash } from './fakeGuid';

/** Response times in milliseconds. */
export interface Latency {
  readonly from: number;
  readonly to: number;
}

/** Differs between requests, and is always the same for one. */
export function latencyOf(method: string, path: string, { from, to }: Latency): number {
  return from + (hash(method + path) % Math.max(1, to - from + 1));
}
