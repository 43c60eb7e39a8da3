import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { type Rule, rulesOf } from '../../../rules';
import type { ServerSite } from '../../../site';

const connectPage = pageSource('agentConnect');

export const noBrowserOnLinux: Rule<ServerSite> = ({ identity, servers }) =>
  identity.method === 'interactive' && servers.state !== 'connected' && servers.os.includes('linux')
    ? {
        code: 'identity.noBrowserOnLinux',
        severity: 'info',
        path: 'identity.method',
        message: l10n.t(
          'Browser sign-in on the server works only on Windows with a desktop. Linux shows a device code instead.',
        ),
        fix: l10n.t(
          'If one device code per Linux server is acceptable, do nothing. Otherwise, use a service principal.',
        ),
        source: connectPage,
      }
    : undefined;

export const tokenExpires = rulesOf<ServerSite>([
  {
    code: 'identity.tokenExpires',
    severity: 'info',
    path: 'identity.method',
    applies: ({ identity }) => identity.method === 'accessToken',
    message: l10n.t('An access token is valid for about an hour. The script fails on servers where it runs later.'),
    fix: l10n.t`Get a token right before you run the script: ${'az account get-access-token'}. For many servers, use a service principal.`,
    source: connectPage,
  },
]);
