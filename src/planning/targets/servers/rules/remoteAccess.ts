import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { rulesOf } from '../../../rules';
import { connectionOf, type ServerSite } from '../../../site';

export const remoteAccessRules = rulesOf<ServerSite>([
  {
    code: 'privateLink.remoteAccess',
    severity: 'warning',
    path: 'scenarios',
    applies: (site) =>
      connectionOf(site) === 'privateLink' &&
      (site.scenarios ?? []).some((scenario) => scenario === 'ssh' || scenario === 'windowsAdminCenter'),
    message: l10n.t(
      'Private link doesn’t support remote access by SSH or Windows Admin Center. Their hosts remain public, so they are on the allow list.',
    ),
    fix: l10n.t(
      'Use another kind of remote access to these servers, and remove the scenario to keep its hosts closed.',
    ),
    source: pageSource('privateLink'),
  },
]);
