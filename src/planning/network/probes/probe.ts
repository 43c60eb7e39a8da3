import type { Endpoint, Source } from '..';
import type { ProbeResult } from './probeResult';

export interface Probe {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'https' | 'http';
  /** As for the agent. */
  readonly via: 'direct' | 'proxy';
  /** Who asks for it. */
  readonly from: readonly Source[];
  /** The path at which to ask for a WebSocket after TLS; absent: not asked. */
  readonly webSocket?: string;
  /** May be a wildcard. */
  readonly endpoint: Endpoint;
}

export interface Proxy {
  readonly host: string;
  readonly port: number;
}

/** `wildcard`: names are unknown until used. `notHttp`: no answer would tell anything. */
export type UnprobedReason = 'gatewayUrlMissing' | 'nameUnknown' | 'wildcard' | 'notHttp';

export interface ProbePlan {
  readonly probes: readonly Probe[];
  readonly unprobed: readonly { readonly endpoint: Endpoint; readonly reason: UnprobedReason }[];
  readonly proxy?: Proxy;
}

/** Results are in probe order; `report` gets the count done. Throws only `Canceled`. */
export type RunProbes = (
  plan: ProbePlan,
  signal: AbortSignal,
  report?: (done: number) => void,
) => Promise<readonly ProbeResult[]>;
