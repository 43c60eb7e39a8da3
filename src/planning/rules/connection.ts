import * as l10n from '@vscode/l10n';
import { creationTime, gatewayLimit, isLeaving, isUnusable, isUsable } from '../../kernel/knowledge/gatewayLife';
import { pageSource } from '../../kernel/knowledge/pages';
import { connectionOf, type GatewaySite, type Site, usesGateway } from '../site';
import { type RuleRow, type Rule, rulesFor, rulesOf } from './rule';

const gatewayPage = pageSource('arcGateway');

const isPublic = ({ azure: { cloud = 'AzureCloud' } }: Site): boolean => cloud === 'AzureCloud';

const isLost = (state: string): boolean => isUnusable({ state }) || isLeaving({ state });

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
    message: l10n.t(
      'An Arc gateway and a private link scope can’t be used together: the portal offers a gateway only for machines that use a public endpoint.',
    ),
    fix: l10n.t('Remove either the gateway or the private link scope from the site file.'),
    source: gatewayPage,
  },
  {
    code: 'connection.gatewayUnused',
    severity: 'info',
    path: 'connection',
    applies: (site) => connectionOf(site) === 'direct' && site.gateway !== undefined,
    message: l10n.t('The servers connect directly, so the gateway in this site file isn’t used.'),
    fix: l10n.t('If that is intended, do nothing. Otherwise, choose the gateway as the connection.'),
    source: gatewayPage,
  },
  {
    code: 'azure.cloudWithoutGateway',
    severity: 'error',
    path: 'azure.cloud',
    applies: (site) => !isPublic(site) && usesGateway(site),
    message: ({ azure }) =>
      l10n.t`Arc gateway is available only in the Azure public cloud, not in ${azure.cloud ?? ''}.`,
    fix: l10n.t(
      'Choose AzureCloud, or remove the gateway and connect directly with the scripts from that cloud’s portal.',
    ),
    source: gatewayPage,
  },
  {
    code: 'azure.cloudNotCovered',
    severity: 'error',
    path: 'azure.cloud',
    applies: (site) => !isPublic(site) && !usesGateway(site),
    message: l10n.t('Endpoints and download addresses are known only for the Azure public cloud.'),
    fix: l10n.t('Onboard with the scripts from that cloud’s own portal.'),
    source: pageSource('serverNetwork'),
  },
  {
    code: 'privateLink.bypass',
    severity: 'info',
    path: 'network.proxyUrl',
    applies: (site) => connectionOf(site) === 'privateLink' && site.network.proxyUrl !== undefined,
    message: l10n.t(
      'A proxy can’t reach the scope’s private endpoints, so the scripts set proxy.bypass to Arc on the agents.',
    ),
    fix: l10n.t('Make sure that the servers resolve the Arc host names to private addresses.'),
    source: pageSource('privateLink'),
  },
];

const throughGateway = rulesFor<Site, GatewaySite>(usesGateway, [
  {
    code: 'gateway.otherTenant',
    severity: 'error',
    path: 'gateway.id',
    applies: ({ azure }, { gatewayTenantId }) =>
      gatewayTenantId !== undefined && gatewayTenantId.toLowerCase() !== azure.tenantId.toLowerCase(),
    message: l10n.t('The gateway belongs to another tenant. Machines can use only a gateway in their own tenant.'),
    fix: l10n.t('Choose a gateway in the machines’ tenant, or correct the tenant.'),
    source: gatewayPage,
  },
  {
    code: 'gateway.failed',
    severity: 'error',
    path: 'gateway.id',
    applies: (_, { gatewayState = '' }) => isLost(gatewayState),
    message: (_, { gatewayState = '' }) => l10n.t`The gateway’s state is ${gatewayState}, so machines can’t use it.`,
    fix: l10n.t('Choose another gateway, or delete this one and create it again.'),
    source: gatewayPage,
  },
  {
    code: 'gateway.notReady',
    severity: 'warning',
    path: 'gateway.id',
    applies: (_, { gatewayState = 'Succeeded' }) => !isUsable({ state: gatewayState }) && !isLost(gatewayState),
    message: (_, { gatewayState = '' }) =>
      l10n.t`The gateway’s state is ${gatewayState}. Until it is Succeeded, the gateway can’t be changed and machines can’t use it.`,
    fix: l10n.t`Wait until the state is Succeeded before you run the scripts. ${creationTime()}`,
    source: gatewayPage,
  },
  {
    code: 'gateway.notListed',
    severity: 'info',
    path: 'gateway.id',
    applies: (_, { gatewayIsListed = true }) => !gatewayIsListed,
    message: l10n.t(
      'Azure doesn’t list this gateway in its subscription. It may be deleted, misspelled, very new, or not visible to you.',
    ),
    fix: l10n.t('Choose a gateway from the list, or compare the ID with the one on its overview page in the portal.'),
    source: gatewayPage,
  },
  {
    code: 'gateway.tooMany',
    severity: 'warning',
    path: 'gateway.id',
    applies: (_, { gatewaysInSubscription = 0 }) => gatewaysInSubscription > gatewayLimit,
    message: (_, { gatewaysInSubscription = 0 }) =>
      l10n.t`The gateway’s subscription has ${gatewaysInSubscription} gateways. The limit is ${gatewayLimit}.`,
    fix: l10n.t('Delete unused gateways, or create further ones in another subscription of the same tenant.'),
    source: gatewayPage,
  },
]);

export const connectionRules: readonly Rule<Site>[] = [...rulesOf(anyConnection), ...throughGateway];
