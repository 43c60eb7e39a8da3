import { connectionOf, type GatewaySite, type Site, usesGateway } from '../site';
import { type RuleRow, type Rule, rulesFor, rulesOf } from './rule';

const gatewayPage = 'learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01)';
const privateLinkPage = 'learn.microsoft.com/azure/azure-arc/servers/private-link-security (read 2026-11)';

const isPublic = ({ azure: { cloud = 'AzureCloud' } }: Site): boolean => cloud === 'AzureCloud';

const anyConnection: readonly RuleRow<Site>[] = [
  {
    code: 'connection.gatewayAndPrivateLink',
    severity: 'error',
    path: 'connection',
    applies: (site) => {
      const scoped = site.privateLink?.scopeId !== undefined;
      if (connectionOf(site) === 'privateLink') return site.gateway !== undefined;
      return usesGateway(site) && scoped;
    },
    message:
      'An Arc gateway and a private link scope cannot be used together: the portal offers a gateway for machines with a public endpoint alone, and no page says that both work.',
    fix: 'Keep one of them and remove the other from the document: the gateway, or the private link scope.',
    source: gatewayPage,
  },
  {
    code: 'connection.gatewayUnused',
    severity: 'info',
    path: 'connection',
    applies: (site) => connectionOf(site) === 'direct' && site.gateway !== undefined,
    message: 'The servers go out directly, so the gateway in this document is not used.',
    fix: 'Nothing, if that is meant; otherwise choose the gateway as the connection.',
    source: gatewayPage,
  },
  {
    code: 'azure.cloudWithoutGateway',
    severity: 'error',
    path: 'azure.cloud',
    applies: (site) => !isPublic(site) && usesGateway(site),
    message: ({ azure }) => `Arc gateway exists in the Azure public cloud only, not in ${azure.cloud ?? ''}.`,
    fix: 'Choose AzureCloud, or leave the gateway out and connect directly with the scripts of that cloud’s portal.',
    source: gatewayPage,
  },
  {
    code: 'azure.cloudNotCovered',
    severity: 'error',
    path: 'azure.cloud',
    applies: (site) => !isPublic(site) && !usesGateway(site),
    message: 'The endpoints and download addresses known here are those of the Azure public cloud.',
    fix: 'Onboard with the scripts of that cloud’s own portal.',
    source: 'learn.microsoft.com/azure/azure-arc/servers/network-requirements (2026-06-24)',
  },
  {
    code: 'privateLink.bypass',
    severity: 'info',
    path: 'network.proxyUrl',
    applies: (site) => connectionOf(site) === 'privateLink' && site.network.proxyUrl !== undefined,
    message:
      'A proxy cannot reach the scope’s private endpoints, so the scripts have the agent bypass it for Arc (proxy.bypass).',
    fix: 'Make sure that the servers resolve the Arc host names to the private addresses.',
    source: privateLinkPage,
  },
];

const throughGateway = rulesFor<Site, GatewaySite>(usesGateway, [
  {
    code: 'gateway.otherTenant',
    severity: 'error',
    path: 'gateway.id',
    applies: ({ azure }, { gatewayTenantId }) =>
      gatewayTenantId !== undefined && gatewayTenantId.toLowerCase() !== azure.tenantId.toLowerCase(),
    message: 'The gateway belongs to another tenant. A machine can use a gateway of its own tenant only.',
    fix: 'Choose a gateway of the machines’ tenant, or correct the tenant.',
    source: gatewayPage,
  },
  {
    code: 'gateway.failed',
    severity: 'error',
    path: 'gateway.id',
    applies: (_, { gatewayState = '' }) => /^(failed|canceled|deleting)$/i.test(gatewayState),
    message: (_, { gatewayState = '' }) => `The gateway is ${gatewayState}; nothing can be connected through it.`,
    fix: 'Choose another gateway, or delete this one and create it again.',
    source: gatewayPage,
  },
  {
    code: 'gateway.notReady',
    severity: 'warning',
    path: 'gateway.id',
    applies: (_, { gatewayState = 'Succeeded' }) => !/^(succeeded|failed|canceled|deleting)$/i.test(gatewayState),
    message: (_, { gatewayState = '' }) =>
      `The gateway is ${gatewayState}, not Succeeded. Until it is, Azure refuses to change it and machines cannot use it.`,
    fix: 'Wait until it is Succeeded before the scripts run; creating one takes from ten minutes to half an hour, at times longer.',
    source: gatewayPage,
  },
  {
    code: 'gateway.notListed',
    severity: 'info',
    path: 'gateway.id',
    applies: (_, { gatewayIsListed = true }) => !gatewayIsListed,
    message:
      'Azure’s list of the gateways in this subscription does not name this one. It may be deleted, misspelt, too new, or not yours to see.',
    fix: 'Choose a gateway of the list, or compare the id with the one on its overview in the portal.',
    source: gatewayPage,
  },
  {
    code: 'gateway.tooMany',
    severity: 'warning',
    path: 'gateway.id',
    applies: (_, { gatewaysInSubscription = 0 }) => gatewaysInSubscription > 5,
    message: (_, { gatewaysInSubscription = 0 }) =>
      `The gateway’s subscription has ${gatewaysInSubscription} gateways; five are allowed.`,
    fix: 'Delete those that nobody uses, or keep further gateways in another subscription of the same tenant.',
    source: gatewayPage,
  },
]);

export const connectionRules: readonly Rule<Site>[] = [...rulesOf(anyConnection), ...throughGateway];
