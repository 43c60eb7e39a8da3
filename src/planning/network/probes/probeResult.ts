import type { SeenChain } from './seenChain';

/** The failed step, or `done`. `upgrade`: to a WebSocket, within TLS. */
export const probeStages = ['dns', 'connect', 'proxy', 'tls', 'http', 'upgrade', 'done'] as const;
export type ProbeStage = (typeof probeStages)[number];

/** `status`: unexpected HTTP status. `closed`: by the other side. */
export const probeFailures = [
  'notFound',
  'timeout',
  'refused',
  'reset',
  'unreachable',
  'status',
  'closed',
  'other',
] as const;
export type ProbeFailure = (typeof probeFailures)[number];

export interface ProbeResult {
  readonly stage: ProbeStage;
  readonly failure?: ProbeFailure;
  /** Last HTTP status, of proxy or host. */
  readonly status?: number;
  /** Empty if the proxy resolves names. */
  readonly addresses: readonly string[];
  readonly milliseconds: number;
  /** Of the chain as sent: `O=…, CN=…`. */
  readonly issuers: readonly string[];
  /** Absent if not checked. */
  readonly isTrusted?: boolean;
  /** Absent without TLS, and if its lines did not arrive. */
  readonly chain?: SeenChain;
}
