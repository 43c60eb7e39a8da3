import * as l10n from '@vscode/l10n';
import { creationTime, gatewayLimit } from '../../kernel/knowledge/gatewayLife';
import { isLost, isUsable } from '../../kernel/knowledge/gatewayState';
import { pageSource } from '../../kernel/knowledge/pages';
import { connectionOf, type GatewaySite, type Site, usesGateway } from '../site';
import { type RuleRow, type Rule, rulesFor, rulesOf } from './rule';

const gatewayPage = pageSource('arcGateway');

const anyConnection: readonly RuleRow<Site>[] = [
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
    code: 'gateway.notReady',
    severity: 'warning',
    path: 'gateway.id',
    applies: (_, { gatewayState = 'Succeeded' }) =>
      !isUsable({ state: gatewayState }) && !isLost({ state: gatewayState }),
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
