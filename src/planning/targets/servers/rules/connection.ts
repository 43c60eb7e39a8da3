import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { type Rule, rulesOf } from '../../../rules';
import { type ServerSite, usesGateway } from '../../../site';

const gatewayPage = pageSource('arcGateway');

export const connectionRules: readonly Rule<ServerSite>[] = rulesOf<ServerSite>([
  {
    code: 'targets.nothingToAssociate',
    severity: 'error',
    path: 'targets.servers.state',
    applies: (site) => site.servers.state === 'connected' && !usesGateway(site),
    message: l10n.t(
      'For servers that are already connected, the only available change is to associate them with a gateway.',
    ),
    fix: l10n.t(
      'Choose the gateway as the connection, or set the servers to new. To detach servers from a gateway, use Detach in the sidebar.',
    ),
    source: gatewayPage,
  },
  {
    code: 'targets.machinesMissing',
    severity: 'error',
    path: 'targets.servers.machines',
    applies: (site) => site.servers.state === 'connected' && usesGateway(site) && site.servers.machines === undefined,
    message: l10n.t(
      'Connected servers are associated with the gateway by their names in Azure, but no machine is named.',
    ),
    fix: l10n.t('Enter the names of the machines in the resource group that should use the gateway.'),
    isValueMissing: true,
    source: gatewayPage,
  },
]);
