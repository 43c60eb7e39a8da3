/** One host as `azcmagent check` saw it. An absent answer is none: it was `unknown`, or was not given. */
export interface CheckedEndpoint {
  /** Lower case, without scheme and path; with a port only where that is not 443. */
  readonly host: string;
  readonly isReachable?: boolean;
  /** Whether its name has a private address on the machine. */
  readonly isPrivate?: boolean;
  /** `TLS 1.3`. */
  readonly tls?: string;
  readonly proxy?: 'set' | 'bypassed' | 'notUsed';
  readonly useCase?: string;
}

/** What `azcmagent check` says. */
export interface AgentCheckOutput {
  /** Each host once, in the order of the answer. */
  readonly endpoints: readonly CheckedEndpoint[];
  /** As the agent says while it checks. */
  readonly connectionType?: string;
  /** The agent's own count of failed checks, where it gives one. */
  readonly failures?: number;
  /** Failures in its words, such as that of the regional discovery. */
  readonly errors: readonly string[];
}
