import type { Finding } from '../../../kernel/finding';

export interface BypassContext {
  /** Whether the machines or clusters use an Arc gateway. */
  readonly usesGateway?: boolean;
  readonly agentVersion?: string;
}

export interface Bypass {
  /** Ready to paste, unquoted; a shell needs it quoted. */
  readonly text: string;
  readonly findings: readonly Finding[];
}
