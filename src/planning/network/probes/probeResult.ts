/** The step that failed, or `done`. */
export const probeStages = ['dns', 'connect', 'proxy', 'tls', 'http', 'done'] as const;
export type ProbeStage = (typeof probeStages)[number];

/** `status`: an unexpected HTTP status. `closed`: the other side closed the connection. */
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
  /** Absent if the stage is `done`. */
  readonly failure?: ProbeFailure;
  /** The last HTTP status, of the proxy or the host. */
  readonly status?: number;
  /** What the name resolved to; empty if the proxy resolves names. */
  readonly addresses: readonly string[];
  readonly milliseconds: number;
  /** Issuers of the certificate chain as sent: `O=…, CN=…`. */
  readonly issuers: readonly string[];
  /** Whether the chain ends in a trusted root; absent if not checked. */
  readonly isTrusted?: boolean;
}
