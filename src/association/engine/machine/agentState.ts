import type { ArcError } from '../../../kernel/errors';
import type { AgentConnectionSettings } from './connectionSettings';

export type AgentState =
  | {
      readonly status: 'read';
      readonly settings: AgentConnectionSettings;
      /**
       * Unreachable or untrusted hosts, as `host` or `host:port`, with unusual causes in parentheses; empty if not
       * tested.
       */
      readonly closed: readonly string[];
      /** Hosts behind trusted TLS inspection; absent if none. */
      readonly inspected?: readonly string[];
    }
  | { readonly status: 'failed'; readonly error: ArcError };
