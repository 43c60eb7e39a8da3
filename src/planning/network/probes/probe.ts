import type { Endpoint } from '../endpoint';
import type { ProbeResult } from './probeResult';

export interface Probe {
  readonly host: string;
  readonly port: number;
  readonly protocol: Endpoint['protocol'];
  /** As the agent would connect. */
  readonly via: 'direct' | 'proxy';
  /** Its host may be a wildcard that the probe represents. */
  readonly endpoint: Endpoint;
}

export interface Proxy {
  readonly host: string;
  readonly port: number;
}

/** `wildcard`: its names are known only in use. */
export type UnprobedReason = 'gatewayUrlMissing' | 'nameUnknown' | 'wildcard';

export interface ProbePlan {
  readonly probes: readonly Probe[];
  /** Endpoints without a probe. */
  readonly unprobed: readonly { readonly endpoint: Endpoint; readonly reason: UnprobedReason }[];
  readonly proxy?: Proxy;
}

/**
 * Runs the probes of a plan; results have the order of the probes. `report` gets the number done. Throws only `Cancelled`.
 */
export type RunProbes = (
  plan: ProbePlan,
  signal: AbortSignal,
  report?: (done: number) => void,
) => Promise<readonly ProbeResult[]>;
