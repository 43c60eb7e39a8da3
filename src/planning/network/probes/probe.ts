import type { Endpoint } from '../endpoint';
import type { ProbeResult } from './probeResult';

/** One thing to try. */
export interface Probe {
  readonly host: string;
  readonly port: number;
  readonly protocol: Endpoint['protocol'];
  /** Through the site's proxy or not, as the agent would go. */
  readonly via: 'direct' | 'proxy';
  /** What it is for; its host may be a wildcard that the probe stands for. */
  readonly endpoint: Endpoint;
}

export interface Proxy {
  readonly host: string;
  readonly port: number;
}

/** `wildcard`: its names are known only in use. */
export type UnprobedReason = 'gatewayUrlMissing' | 'nameUnknown' | 'wildcard';

/** What a pre-check does. */
export interface ProbePlan {
  readonly probes: readonly Probe[];
  /** Endpoints that no probe can stand for, and why. */
  readonly unprobed: readonly { readonly endpoint: Endpoint; readonly reason: UnprobedReason }[];
  readonly proxy?: Proxy;
}

/**
 * Runs the probes of a plan; the observations are at the places of their probes. `report` hears how many are done. Throws
 * `Cancelled` and nothing else.
 */
export type RunProbes = (
  plan: ProbePlan,
  signal: AbortSignal,
  report?: (done: number) => void,
) => Promise<readonly ProbeResult[]>;
