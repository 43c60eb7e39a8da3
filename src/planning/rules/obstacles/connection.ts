import * as l10n from '@vscode/l10n';
import { isLost } from '../../../kernel/knowledge/gatewayState';
import { pageSource } from '../../../kernel/knowledge/pages';
import { connectionOf, type GatewaySite, type Site, usesGateway } from '../../site';
import { type Rule, type RuleRow, rulesFor, rulesOf } from '../rule';

const gatewayPage = pageSource('arcGateway');

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
    message: l10n.t(
      'An Arc gateway and a private link scope can’t be used together: the portal offers a gateway only for machines that use a public endpoint.',
    ),
    fix: l10n.t('Remove either the gateway or the private link scope from the site file.'),
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
    applies: (_, { gatewayState = '' }) => isLost({ state: gatewayState }),
    message: (_, { gatewayState = '' }) => l10n.t`The gateway’s state is ${gatewayState}, so machines can’t use it.`,
    fix: l10n.t('Choose another gateway, or delete this one and create it again.'),
    source: gatewayPage,
  },
]);

export const connectionObstacles: readonly Rule<Site>[] = [...rulesOf(anyConnection), ...throughGateway];
