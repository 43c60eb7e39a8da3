import type { ServerSite } from '../../../site';
import type { Rule } from '../../../rules';

/**
 * `azcmagent connect --tags` takes all tags in one text, in which `\,` and `\=` stand for a comma and an equals sign of a
 * value. What becomes of any other backslash before them is published nowhere, so such a value cannot be passed on.
 */
const ambiguous = /\\(?=[,=]|$)/;

export const ambiguousTags: Rule<ServerSite> = ({ tags, servers }) =>
  servers.state === 'connected'
    ? []
    : Object.entries(tags)
        .filter(([, value]) => ambiguous.test(value))
        .map(([name]) => ({
          code: 'tags.backslash',
          severity: 'error',
          path: `tags.${name}`,
          message:
            'The agent would take a backslash before a comma, before an equals sign or at the end of a value for a part of how tags are written, and set other tags than these.',
          fix: 'Leave that backslash out, or set this tag in Azure once the servers are connected.',
          source: 'learn.microsoft.com/azure/azure-arc/servers/agent-release-notes (2026-08)',
        }));
