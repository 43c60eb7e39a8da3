import { type Rule, rulesOf } from '../../../rules';
import { connectionOf, type ServerSite, usesGateway } from '../../../site';

const gatewayPage = 'learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01)';
const privateLinkPage = 'learn.microsoft.com/azure/azure-arc/servers/private-link-security (read 2026-11)';

export const connectionRules: readonly Rule<ServerSite>[] = rulesOf<ServerSite>([
  {
    code: 'targets.nothingToAssociate',
    severity: 'error',
    path: 'targets.servers.state',
    applies: (site) => site.servers.state === 'connected' && !usesGateway(site),
    message: 'Servers that are connected already can be brought behind a gateway here, and nothing else.',
    fix: 'Choose the gateway as the connection, or say that the servers are new. To leave a gateway, use Detach in the sidebar.',
    source: gatewayPage,
  },
  {
    code: 'targets.machinesMissing',
    severity: 'error',
    path: 'targets.servers.machines',
    applies: (site) => site.servers.state === 'connected' && usesGateway(site) && site.servers.machines === undefined,
    message: 'A connected server is associated with the gateway by its name in Azure, and none is named.',
    fix: 'Name the machines of the resource group that shall use the gateway.',
    isValueMissing: true,
    source: gatewayPage,
  },
  {
    code: 'privateLink.remoteAccess',
    severity: 'warning',
    path: 'scenarios',
    applies: (site) =>
      connectionOf(site) === 'privateLink' &&
      (site.scenarios ?? []).some((scenario) => scenario === 'ssh' || scenario === 'windowsAdminCenter'),
    message:
      'Remote access by SSH or Windows Admin Center is not supported over a private link. Its hosts stay public with one, so the allow list has them.',
    fix: 'Plan another way to these servers, and take the scenario out so that its hosts stay closed.',
    source: privateLinkPage,
  },
]);
