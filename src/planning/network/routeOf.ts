import * as l10n from '@vscode/l10n';
import { arcProxyAddress } from '../../kernel/knowledge/agentServices';
import type { ServerSite } from '../site';
import { type RouteDecision, decideRoute } from './decideRoute';
import { type RoutingContext, routingContextOf } from './routingContext';
import { sourceName } from './source';
import { routeReason, type RouteReason } from './routeReasons';
import { type RouteTarget, routeTargetOf } from './routeTarget';

/** `direct`: without proxy or gateway. */
export type RouteCategory = 'bypass' | 'enterpriseProxy' | 'gateway' | 'direct' | 'privateEndpoint';

export interface Hop {
  readonly kind:
    | 'machine'
    | 'arcProxy'
    | 'arcProxyPod'
    | 'clusterAddress'
    | 'enterpriseProxy'
    | 'gateway'
    | 'privateEndpoint'
    | 'target';
  /** Host, address, or words in the display language. */
  readonly name: string;
}

export interface Allowance {
  readonly by: 'firewall' | 'enterpriseProxy';
  readonly host: string;
  readonly port: number;
  /** Absent: TCP. */
  readonly isUdp?: true;
}

export interface Route extends RouteTarget {
  readonly category: RouteCategory;
  /** Machine to target, inclusive. */
  readonly hops: readonly Hop[];
  readonly allow: readonly Allowance[];
  readonly why: RouteReason;
  /** Common mistakes. */
  readonly pitfalls: readonly RouteReason[];
}

/** Host, `host:port` or URL; otherwise throws `InvalidInput`. */
export function routeOf(target: string, where: ServerSite | RoutingContext): Route {
  const context = 'mode' in where ? where : routingContextOf(where);
  const parsed = routeTargetOf(target);
  const decision = decideRoute(parsed, context);
  return {
    ...parsed,
    category: categoryOf(decision, proxyOf(parsed, context)),
    hops: hopsOf(parsed, decision, context),
    allow: allowancesOf(parsed, decision, context),
    why: routeReason(decision.why),
    pitfalls: decision.pitfalls.map(routeReason),
  };
}

const categoryOf = ({ via }: RouteDecision, proxy: Proxy | undefined): RouteCategory =>
  via === 'internet' ? (proxy === undefined ? 'direct' : 'enterpriseProxy') : via;

function hopsOf(asked: RouteTarget, { via, why, throughArcProxy }: RouteDecision, context: RoutingContext): Hop[] {
  const { host } = asked;
  const proxy = proxyOf(asked, context);
  const usesProxy = proxy !== undefined && (via === 'internet' || via === 'gateway');
  const target: Hop = { kind: why === 'gatewayItself' ? 'gateway' : 'target', name: host };
  return [
    originOf(context),
    ...(throughArcProxy ? [arcProxyOf(context)] : []),
    ...(usesProxy ? [{ kind: 'enterpriseProxy', name: `${proxy.host}:${proxy.port}` } as const] : []),
    ...(via === 'gateway' && why !== 'gatewayItself' ? [{ kind: 'gateway', name: gatewayName(context) } as const] : []),
    ...(via === 'privateEndpoint' ? [{ kind: 'privateEndpoint', name: l10n.t('Private endpoint') } as const] : []),
    target,
  ];
}

const originOf = ({ source = 'server', phase }: RoutingContext): Hop => ({
  kind: 'machine',
  name: source === 'server' && phase === 'install' ? l10n.t('Installation') : sourceName(source),
});

function arcProxyOf({ source, clusterAddress }: RoutingContext): Hop {
  if (clusterAddress !== undefined) return { kind: 'clusterAddress', name: clusterAddress };
  return source === 'clusterAgent'
    ? { kind: 'arcProxyPod', name: l10n.t('Arc proxy in the cluster') }
    : { kind: 'arcProxy', name: arcProxyAddress };
}

function allowancesOf(target: RouteTarget, { via, why }: RouteDecision, context: RoutingContext): Allowance[] {
  if (why === 'loopback') return [];
  if (why === 'notHttp') return [{ by: 'firewall', host: target.host, port: target.port, isUdp: true }];
  const isWrapped = via === 'gateway' && why !== 'gatewayItself';
  const seen = isWrapped ? { host: gatewayName(context), port: 443 } : { host: target.host, port: target.port };
  const proxy = proxyOf(target, context);
  if (proxy === undefined || via === 'bypass' || via === 'privateEndpoint') return [{ by: 'firewall', ...seen }];
  return [
    { by: 'firewall', ...proxy },
    { by: 'enterpriseProxy', ...seen },
  ];
}

const gatewayName = ({ gatewayEndpoint }: RoutingContext): string => gatewayEndpoint ?? '<prefix>.gw.arc.azure.com';

type Proxy = Pick<RouteTarget, 'host' | 'port'>;

function proxyOf({ protocol }: RouteTarget, { proxyUrl, httpProxyUrl = proxyUrl }: RoutingContext): Proxy | undefined {
  const url = protocol === 'http' ? httpProxyUrl : proxyUrl;
  if (url === undefined) return undefined;
  const { host, port } = routeTargetOf(url);
  return { host, port };
}
