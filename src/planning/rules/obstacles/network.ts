import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../kernel/knowledge/pages';
import { covers } from '../../../kernel/hostPattern';
import { leftOutByGateway } from '../../network/bypass';
import { type GatewaySite, type Site, usesGateway } from '../../site';
import { type Rule, rulesFor, rulesOf } from '../rule';

export const anyGateway = '*.gw.arc.azure.com';

export const isExempt = ({ network, gateway }: GatewaySite): boolean =>
  network.tlsExemptHosts?.some((exempt) => covers(exempt, gateway.endpoint ?? '<prefix>.gw.arc.azure.com')) ?? false;

const throughGateway = rulesFor<Site, GatewaySite>(usesGateway, [
  {
    code: 'proxy.tlsInspection',
    severity: 'error',
    path: 'network.tlsExemptHosts',
    applies: (site) => site.network.tlsInspection === 'yes' && !isExempt(site),
    message: ({ gateway }) =>
      l10n.t`TLS is inspected, but ${gateway.endpoint ?? anyGateway} isn’t exempt. Gateway traffic is TLS within TLS, so inspection breaks it.`,
    fix: ({ gateway }) =>
      l10n.t`Exempt ${gateway.endpoint ?? anyGateway} from TLS inspection, and add it to the exempt hosts here.`,
    source: pageSource('arcGateway'),
  },
]);

const anyConnection = rulesOf<Site>([
  {
    code: 'proxy.authentication',
    severity: 'error',
    path: 'network.proxyAuthentication',
    applies: ({ network }) => network.proxyAuthentication === 'required',
    message: l10n.t('Proxy authentication isn’t supported: the agent may connect, but its extensions fail.'),
    fix: l10n.t(
      'Let the proxy allow these servers to reach the Azure Arc hosts without authentication, for example by IP address.',
    ),
    source: pageSource('agentProxy'),
  },
]);

/** Entries that a gateway’s bypass list can’t hold. */
const gatewayBypass: Rule<Site> = (site) =>
  usesGateway(site)
    ? leftOutByGateway(site.network.gatewayBypass ?? []).map(({ index, finding }) => ({
        ...finding,
        path: `network.gatewayBypass.${index}`,
      }))
    : [];

export const networkObstacles: readonly Rule<Site>[] = [...throughGateway, ...anyConnection, gatewayBypass];
