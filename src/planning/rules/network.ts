import * as l10n from '@vscode/l10n';
import { featureSince, recommendedAgent } from '../../kernel/knowledge/agentFeature';
import { pageSource } from '../../kernel/knowledge/pages';
import { connectionOf, type GatewaySite, type Site, usesGateway } from '../site';
import { anyGateway, isExempt } from './obstacles/network';
import { type Rule, type RuleRow, rulesFor, rulesOf } from './rule';

const gatewayPage = pageSource('arcGateway');
const agentPage = pageSource('agentProxy');

const hasBypassEntries = ({ bypass: { hosts, domains, ips, cidrs } = {} }: Site['network']): boolean =>
  [hosts, domains, ips, cidrs].some((list) => list !== undefined);
const bypassesGateway = ({ network }: Site): boolean => network.gatewayBypass !== undefined;

const throughGateway = rulesFor<Site, GatewaySite>(usesGateway, [
  {
    code: 'proxy.tlsInspectionUnknown',
    severity: 'warning',
    path: 'network.tlsInspection',
    applies: (site) => site.network.tlsInspection === 'unknown' && !isExempt(site),
    message: l10n.t('If TLS is inspected, the gateway doesn’t work until its host is exempt.'),
    fix: ({ gateway }) =>
      l10n.t`Ask the proxy or firewall administrator whether traffic to ${gateway.endpoint ?? anyGateway} is inspected.`,
    source: gatewayPage,
  },
  {
    code: 'bypass.ineffective',
    severity: 'warning',
    path: 'network.bypass',
    applies: ({ network, targets }) => hasBypassEntries(network) && targets.servers !== undefined && !targets.clusters,
    message: l10n.t(
      'With a gateway, the agent’s proxy.bypass has no effect: all its traffic goes through the Arc proxy.',
    ),
    fix: l10n.t`Remove it. To bypass the gateway for a host, use the gateway’s own bypass list. It needs agent ${featureSince('gatewayBypass').since}; ${recommendedAgent} or newer is recommended.`,
    source: gatewayPage,
  },
  {
    code: 'bypass.clustersOnly',
    severity: 'info',
    path: 'network.bypass',
    applies: ({ network, targets }) =>
      hasBypassEntries(network) && targets.servers !== undefined && targets.clusters !== undefined,
    message: l10n.t(
      'With a gateway, only the clusters and their deployment machine follow this list. Agents of servers don’t.',
    ),
    fix: l10n.t('If it is meant for the clusters, do nothing. Otherwise, remove it.'),
    source: gatewayPage,
  },
  {
    code: 'gatewayBypass.onGateway',
    severity: 'info',
    path: 'network.gatewayBypass',
    applies: bypassesGateway,
    message: l10n.t('The bypass list is set on the gateway itself, and applies to all its machines.'),
    fix: l10n.t(
      'Also open these hosts on the proxy or firewall, as the allow list says: traffic to them no longer uses the gateway.',
    ),
    source: pageSource('gatewayBypassApi'),
  },
]);

const anyConnection: readonly RuleRow<Site>[] = [
  {
    code: 'proxy.negativeSerial',
    severity: 'warning',
    path: 'network.tlsInspection',
    applies: ({ network }) => network.tlsInspection === 'yes',
    message: l10n.t(
      'From February 2027, the agent rejects certificates with a negative serial number, which some TLS-inspecting proxies issue.',
    ),
    fix: l10n.t(
      'Ask the proxy administrator to check the issuing certificates and to replace affected ones before then.',
    ),
    source: pageSource('serverNetwork'),
  },
  {
    code: 'bypass.unused',
    severity: 'info',
    path: 'network.bypass',
    applies: (site) => hasBypassEntries(site.network) && !usesGateway(site) && site.network.proxyUrl === undefined,
    message: l10n.t('Without a proxy, there is nothing to bypass.'),
    fix: l10n.t('If you plan to add a proxy, do nothing. Otherwise, remove the bypass.'),
    source: agentPage,
  },
  {
    code: 'gatewayBypass.unused',
    severity: 'info',
    path: 'network.gatewayBypass',
    applies: (site) => bypassesGateway(site) && connectionOf(site) !== 'gateway',
    message: l10n.t('Without a gateway, its bypass list has no effect.'),
    fix: l10n.t('If you plan to add a gateway, do nothing. Otherwise, remove the list.'),
    source: gatewayPage,
  },
];

export const networkRules: readonly Rule<Site>[] = [...throughGateway, ...rulesOf(anyConnection)];
