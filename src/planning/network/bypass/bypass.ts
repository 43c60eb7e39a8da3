import type { Finding } from '../../../kernel/finding';

export interface BypassContext {
  readonly usesGateway?: boolean;
  readonly agentVersion?: string;
}

export interface Bypass {
  /** Not quoted for a shell. */
  readonly text: string;
  readonly findings: readonly Finding[];
}
