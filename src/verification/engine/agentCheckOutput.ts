import type { ShownValue } from './shownValue';

/** Absent answers were `unknown` or missing. */
export interface CheckedEndpoint {
  /** Lower case; no scheme or path; port unless 443. */
  readonly host: string;
  readonly isReachable?: boolean;
  /** Its name resolves to a private address. */
  readonly isPrivate?: boolean;
  /** `TLS 1.3`. */
  readonly tls?: string;
  readonly proxy?: 'set' | 'bypassed' | 'notUsed';
  readonly useCase?: string;
}

export interface AgentCheckOutput {
  /** Each host once, in output order. */
  readonly endpoints: readonly CheckedEndpoint[];
  /** As printed during the check. */
  readonly connectionType?: string;
  /** As counted by the agent. */
  readonly failures?: number;
  /** Agent's words, such as for regional discovery; of a failed check without a host, its name. */
  readonly errors: readonly ShownValue[];
}
