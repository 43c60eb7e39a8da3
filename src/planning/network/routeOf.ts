import type { ServerSite } from '../site';
import { type RouteDecision, decideRoute } from './decideRoute';
import { type RoutingContext, routingContextOf } from './routingContext';
import type { Source } from './source';
import { routeReason, type RouteReason } from './routeReasons';
import { type RouteTarget, routeTargetOf } from './routeTarget';

/** `direct` is a third party's host, or any other, reached without bypass, proxy or gateway. */
export type RouteCategory = 'bypass' | 'enterpriseProxy' | 'gateway' | 'direct' | 'privateEndpoint';

export interface Hop {
  readonly kind: 'machine' | 'arcProxy' | 'arcProxyPod' | 'enterpriseProxy' | 'gateway' | 'privateEndpoint' | 'target';
  /** What to show on a diagram: a host name, an address, or plain words. */
  readonly name: string;
}

/** One thing somebody has to allow for the request to pass. */
export interface Allowance {
  readonly by: 'firewall' | 'enterpriseProxy';
  readonly host: string;
  readonly port: number;
}

export interface Route extends RouteTarget {
  readonly category: RouteCategory;
  /** From the machine to the target, both included. */
  readonly hops: readonly Hop[];
  readonly allow: readonly Allowance[];
  readonly why: RouteReason;
  /** What is easily got wrong about this host. */
  readonly traps: readonly RouteReason[];
}

/**
 * Which way a request of a server's agent or extensions goes. Takes a host, `host:port` or URL, and a site or a view
 * of the network. Throws `InvalidInput` for what is neither host nor URL.
 */
export function routeOf(target: string, where: ServerSite | RoutingContext): Route {
  const view = 'mode' in where ? where : routingContextOf(where);
  const parsed = routeTargetOf(target);
  const decision = decideRoute(parsed, view);
  return {
    ...parsed,
    category: categoryOf(decision, view),
    hops: hopsOf(parsed, decision, view),
    allow: allowancesOf(parsed, decision, view),
    why: routeReason(decision.why),
    traps: decision.traps.map(routeReason),
  };
}

const categoryOf = ({ way }: RouteDecision, { proxyUrl }: RoutingContext): RouteCategory =>
  way === 'outside' ? (proxyUrl === undefined ? 'direct' : 'enterpriseProxy') : way;

function hopsOf({ host }: RouteTarget, { way, why, throughArcProxy }: RouteDecision, view: RoutingContext): Hop[] {
  const proxy = proxyOf(view);
  const usesProxy = proxy !== undefined && (way === 'outside' || way === 'gateway');
  const target: Hop = { kind: why === 'gatewayItself' ? 'gateway' : 'target', name: host };
  return [
    originOf(view),
    ...(throughArcProxy ? [arcProxyOf(view)] : []),
    ...(usesProxy ? [{ kind: 'enterpriseProxy', name: `${proxy.host}:${proxy.port}` } as const] : []),
    ...(way === 'gateway' && why !== 'gatewayItself' ? [{ kind: 'gateway', name: gatewayName(view) } as const] : []),
    ...(way === 'privateEndpoint' ? [{ kind: 'privateEndpoint', name: 'Private endpoint' } as const] : []),
    target,
  ];
}

const originOf = ({ source = 'server', phase }: RoutingContext): Hop => ({
  kind: 'machine',
  name: source === 'server' && phase === 'install' ? 'Installation' : originNames[source],
});

const originNames: Readonly<Record<Source, string>> = {
  server: 'Agent and extensions',
  deployment: 'Deployment machine',
  clusterAgent: 'Agents and extensions in the cluster',
  clusterNode: 'Container runtime of a node',
  localNode: 'Azure Local node',
  resourceBridge: 'Resource bridge',
  aksNode: 'AKS node',
  aksPod: 'AKS pod',
  localVm: 'Virtual machine',
};

const arcProxyOf = ({ source }: RoutingContext): Hop =>
  source === 'clusterAgent'
    ? { kind: 'arcProxyPod', name: 'Arc proxy in the cluster' }
    : { kind: 'arcProxy', name: 'localhost:40343' };

function allowancesOf(target: RouteTarget, { way, why }: RouteDecision, view: RoutingContext): Allowance[] {
  if (why === 'loopback') return [];
  const isWrapped = way === 'gateway' && why !== 'gatewayItself';
  const seen = isWrapped ? { host: gatewayName(view), port: 443 } : { host: target.host, port: target.port };
  const proxy = proxyOf(view);
  if (proxy === undefined || way === 'bypass' || way === 'privateEndpoint') return [{ by: 'firewall', ...seen }];
  return [
    { by: 'firewall', ...proxy },
    { by: 'enterpriseProxy', ...seen },
  ];
}

const gatewayName = ({ gatewayEndpoint }: RoutingContext): string => gatewayEndpoint ?? '<prefix>.gw.arc.azure.com';

/** A proxy URL without a port means port 80. */
function proxyOf({ proxyUrl }: RoutingContext): { readonly host: string; readonly port: number } | undefined {
  if (proxyUrl === undefined) return undefined;
  const { host, port } = routeTargetOf(proxyUrl);
  return { host, port };
}
