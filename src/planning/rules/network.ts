import { covers, leftOutByGateway } from '../network';
import { connectionOf, type GatewaySite, type Network, type Site, usesGateway } from '../site';
import { type RuleRow, type Rule, rulesFor, rulesOf } from './rule';

const gatewayPage = 'learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01)';
const agentPage = 'learn.microsoft.com/azure/azure-arc/servers/manage-agent-proxy-settings (2026-03-24)';
const requirements = 'learn.microsoft.com/azure/azure-arc/servers/network-requirements (2026-06-24)';

const hasBypassEntries = ({ bypass: { hosts, domains, ips, cidrs } = {} }: Network): boolean =>
  [hosts, domains, ips, cidrs].some((list) => list !== undefined);
const bypassesGateway = ({ network }: Site): boolean => network.gatewayBypass !== undefined;

const isExempt = ({ network, gateway }: GatewaySite): boolean =>
  network.tlsExemptHosts?.some((exempt) => covers(exempt, gateway.endpoint ?? '<prefix>.gw.arc.azure.com')) ?? false;

const throughGateway = rulesFor<Site, GatewaySite>(usesGateway, [
  {
    code: 'proxy.tlsInspection',
    severity: 'error',
    path: 'network.tlsExemptHosts',
    applies: (site) => site.network.tlsInspection === 'yes' && !isExempt(site),
    message: ({ gateway }) =>
      `TLS is inspected on the way, and ${gateway.endpoint ?? 'the gateway’s host'} is not exempt. Its traffic is TLS within TLS: inspected, it does not get through.`,
    fix: ({ gateway }) =>
      `Have ${gateway.endpoint ?? '*.gw.arc.azure.com'} exempted from the inspection, and add it to the exempt hosts.`,
    source: gatewayPage,
  },
  {
    code: 'proxy.tlsInspectionUnknown',
    severity: 'warning',
    path: 'network.tlsInspection',
    applies: (site) => site.network.tlsInspection === 'unknown' && !isExempt(site),
    message: 'If TLS is inspected on the way, the gateway does not work until its host is exempt.',
    fix: ({ gateway }) =>
      `Ask whoever runs the proxy or firewall whether ${gateway.endpoint ?? '*.gw.arc.azure.com'} is inspected.`,
    source: gatewayPage,
  },
  {
    code: 'bypass.ineffective',
    severity: 'warning',
    path: 'network.bypass',
    applies: ({ network }) => hasBypassEntries(network),
    message: 'With a gateway the agent’s own proxy.bypass has no effect: all of its traffic goes to the gateway.',
    fix: 'Remove it. Hosts that shall not take the gateway belong into its own bypass list (agents from 1.64, use 1.66 or newer).',
    source: gatewayPage,
  },
  {
    code: 'gatewayBypass.preview',
    severity: 'info',
    path: 'network.gatewayBypass',
    applies: bypassesGateway,
    message:
      'The bypass list is set on the gateway, for all of its machines, with a preview version of the API (2026-06-16-preview).',
    fix: 'Open these hosts on the proxy or firewall too, as the allow list says: traffic to them no longer takes the gateway.',
    source: 'github.com/Azure/azure-rest-api-specs, Microsoft.HybridCompute 2026-06-16-preview (2026-07)',
  },
]);

const anyConnection: readonly RuleRow<Site>[] = [
  {
    code: 'proxy.authentication',
    severity: 'error',
    path: 'network.proxyAuthentication',
    applies: ({ network }) => network.proxyAuthentication === 'required',
    message: 'The agent cannot sign in to a proxy: it may connect, and then its extensions fail.',
    fix: 'Let the proxy admit these servers without a sign-in, for example by address, for the Azure Arc hosts.',
    source: agentPage,
  },
  {
    code: 'proxy.negativeSerial',
    severity: 'warning',
    path: 'network.tlsInspection',
    applies: ({ network }) => network.tlsInspection === 'yes',
    message:
      'From February 2027 the agent refuses certificates with a negative serial number, which some inspecting proxies issue.',
    fix: 'Have whoever runs the inspection check its issuing certificates, and issue new ones before then.',
    source: requirements,
  },
  {
    code: 'bypass.unused',
    severity: 'info',
    path: 'network.bypass',
    applies: (site) => hasBypassEntries(site.network) && !usesGateway(site) && site.network.proxyUrl === undefined,
    message: 'Without a proxy there is nothing to bypass.',
    fix: 'Nothing, if a proxy comes later; otherwise remove the bypass.',
    source: agentPage,
  },
  {
    code: 'gatewayBypass.unused',
    severity: 'info',
    path: 'network.gatewayBypass',
    applies: (site) => bypassesGateway(site) && connectionOf(site) !== 'gateway',
    message: 'Without a gateway, its bypass list has no effect.',
    fix: 'Nothing, if a gateway comes later; otherwise remove the list.',
    source: gatewayPage,
  },
];

/** Entries of which nobody can say what the gateway makes of them. How old agents may be for the rest, the rows above say. */
const gatewayBypass: Rule<Site> = (site) =>
  usesGateway(site)
    ? leftOutByGateway(site.network.gatewayBypass ?? []).map(({ index, finding }) => ({
        ...finding,
        path: `network.gatewayBypass.${index}`,
      }))
    : [];

export const networkRules: readonly Rule<Site>[] = [...throughGateway, ...rulesOf(anyConnection), gatewayBypass];
