import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import type { ServerSite } from '../../../site';
import type { Rule } from '../../../rules';

/**
 * `azcmagent connect --tags` takes all tags as one text, in which `\,` and `\=` are an escaped comma and equals sign. How
 * it reads another backslash before them isn’t published.
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
          message: l10n.t(
            'The agent reads a backslash before a comma, before an equals sign or at the end of a value as an escape character, so it would set different tags.',
          ),
          fix: l10n.t('Remove the backslash, or set this tag in Azure after the servers are connected.'),
          source: pageSource('agentReleaseNotes'),
        }));
