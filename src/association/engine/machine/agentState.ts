import type { ArcError } from '../../../kernel/errors';
import type { AgentConnectionSettings } from './connectionSettings';

/** What was found out on a machine before its agent is told to go another way. */
export type AgentState =
  | {
      readonly status: 'read';
      readonly settings: AgentConnectionSettings;
      /**
       * What the agent needs for a direct connection and cannot reach or trust, `host` or `host:port`, with what is wrong
       * in brackets where it is not simply closed; empty when not looked at.
       */
      readonly closed: readonly string[];
      /** What something on the way opens, with a certificate that is trusted there; absent when there is none such. */
      readonly inspected?: readonly string[];
    }
  | { readonly status: 'failed'; readonly error: ArcError };
