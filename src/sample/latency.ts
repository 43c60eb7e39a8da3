import { hash } from './fakeGuid';

/** How long answers take, in milliseconds. */
export interface Latency {
  readonly from: number;
  readonly to: number;
}

/** The time one request takes: it differs between requests, and is the same each time for the same one. */
export function latencyOf(method: string, path: string, { from, to }: Latency): number {
  return from + (hash(method + path) % Math.max(1, to - from + 1));
}
