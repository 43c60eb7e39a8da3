/** How far a probe came: the step that failed, or `done`. */
export const probeStages = ['dns', 'connect', 'proxy', 'tls', 'http', 'done'] as const;
export type ProbeStage = (typeof probeStages)[number];

/** `status`: an HTTP answer that is no good. `closed`: the other side ended the connection without a word. */
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

/** What came of one probe, wherever it ran. */
export interface ProbeResult {
  readonly stage: ProbeStage;
  /** Set unless the stage is `done`. */
  readonly failure?: ProbeFailure;
  /** The last HTTP status seen, of the proxy or of the host. */
  readonly status?: number;
  /** The addresses the name stands for where the probe ran; none when the proxy looks names up. */
  readonly addresses: readonly string[];
  readonly milliseconds: number;
  /** Who signed the certificate, and who signed that one, as far as it was sent: `O=…, CN=…`. */
  readonly issuers: readonly string[];
  /** Whether the chain ends in a root that is trusted where the probe ran; absent when that was not looked at. */
  readonly isTrusted?: boolean;
}
