import type { ArcError } from '../../errors';
import type { AgentWay } from './agentWay';

/** What was found out on a machine before its agent is told to go another way. */
export type AgentFact =
  | {
      readonly status: 'read';
      readonly way: AgentWay;
      /** What the agent needs for a direct connection and cannot reach, `host` or `host:port`; empty when not looked at. */
      readonly closed: readonly string[];
    }
  | { readonly status: 'failed'; readonly error: ArcError };
