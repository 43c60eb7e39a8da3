import type { Endpoint } from './endpoint';
import { noProxyMatcher, type NoProxyMatcher } from './bypass';
import { lacksFeature } from '../../kernel/knowledge/agentFeature';
import { endpointsFor } from './endpoints';
import { gatewayHostFor } from './gatewayHosts';
import { HostIndex } from './hostIndex';
import { hostMatches } from '../../kernel/hostPattern';
import type { RoutingContext } from './routingContext';
import type { RouteReasonId, RoutePitfallId } from './routeReasons';
import type { RouteTarget } from './routeTarget';

/** `internet`: through the enterprise proxy, if any. */
export interface RouteDecision {
  readonly via: 'bypass' | 'gateway' | 'internet' | 'privateEndpoint';
  readonly throughArcProxy: boolean;
  readonly why: RouteReasonId;
  readonly pitfalls: readonly RoutePitfallId[];
}

/** First matching rule; the last always matches. */
export function decideRoute(target: RouteTarget, context: RoutingContext): RouteDecision {
  const rules = context.mode !== 'gateway' ? ordinaryRules : usesArcProxy(context) ? gatewayRules : beside;
  for (const rule of rules) {
    const decision = rule(target, context);
    if (decision) return { ...decision, pitfalls: [...decision.pitfalls, ...alwaysPitfalls(target, context)] };
  }
  return viaInternet('withoutGateway');
}

/** Deployment machines and container runtimes don’t. */
const usesArcProxy = ({ source = 'server' }: RoutingContext): boolean =>
  source !== 'deployment' && source !== 'clusterNode';

type Rule = (target: RouteTarget, context: RoutingContext) => RouteDecision | undefined;

const viaInternet = (
  why: RouteReasonId,
  pitfalls: readonly (RoutePitfallId | undefined)[] = [],
  throughArcProxy = false,
): RouteDecision => ({
  via: 'internet',
  throughArcProxy,
  why,
  pitfalls: pitfalls.filter((pitfall) => pitfall !== undefined),
});

const loopback: Rule = ({ host }) =>
  /^(localhost|127(\.\d+){3}|::1)$/.test(host)
    ? { via: 'bypass', throughArcProxy: false, why: 'loopback', pitfalls: [] }
    : undefined;

// Caches per list: many lookups, and lists are immutable.
const listed = new WeakMap<readonly string[], HostIndex<string>>();
const known = new WeakMap<RoutingContext, HostIndex<Endpoint>>();

function isNamed(patterns: readonly string[] = none, { host }: RouteTarget): boolean {
  const index = listed.get(patterns) ?? new HostIndex(patterns, (pattern) => pattern);
  listed.set(patterns, index);
  return index.first(host) !== undefined;
}

const none: readonly string[] = [];

/** `<…>` matches any label. */
function required({ host, port }: RouteTarget, context: RoutingContext): Endpoint | undefined {
  const index = known.get(context) ?? new HostIndex(context.endpoints ?? endpointsFor(context), socketOf);
  known.set(context, index);
  return index.first(`${host}:${port}`);
}

const socketOf = ({ host, port }: Endpoint): string => `${host.replace(/<\w+>/g, '*')}:${port}`;

// Compiled once per context.
const matchers = new WeakMap<RoutingContext, NoProxyMatcher>();

function isSkipped({ host, port }: RouteTarget, context: RoutingContext): boolean {
  if (context.noProxy === undefined) return false;
  const matches = matchers.get(context) ?? noProxyMatcher(context.noProxy);
  matchers.set(context, matches);
  return matches(host, port);
}

const skipped: Rule = (target, context) =>
  isSkipped(target, context) ? { via: 'bypass', throughArcProxy: false, why: 'noProxy', pitfalls: [] } : undefined;

const udp: Rule = (target, context) =>
  required(target, context)?.protocol === 'udp'
    ? { via: 'bypass', throughArcProxy: false, why: 'notHttp', pitfalls: [] }
    : undefined;

const ordinaryRules: readonly Rule[] = [
  loopback,
  udp,
  (target, context) => {
    if (!required(target, context)?.privateEndpoint) return undefined;
    return context.proxyUrl === undefined || isNamed(context.proxyBypass, target) || isSkipped(target, context)
      ? { via: 'privateEndpoint', throughArcProxy: false, why: 'privateEndpoint', pitfalls: [] }
      : viaInternet('privateEndpoint', ['privateNeedsBypass']);
  },
  skipped,
  // An agent setting, so no effect before installation.
  (target, { proxyUrl, proxyBypass, phase }) =>
    proxyUrl !== undefined && phase !== 'install' && isNamed(proxyBypass, target)
      ? { via: 'bypass', throughArcProxy: false, why: 'proxyBypass', pitfalls: [] }
      : undefined,
  () => viaInternet('withoutGateway'),
];

const isListed = ({ host, port }: RouteTarget): boolean => gatewayHostFor(host, port) !== undefined;

const gatewayRules: readonly Rule[] = [
  loopback,
  udp,
  skipped,
  plainHttp,
  (target, context) =>
    context.phase === 'install'
      ? viaInternet('beforeAgent', [isListed(target) ? 'downloadListed' : undefined])
      : undefined,
  gatewayItself,
  bypassedByGateway,
  downloads,
  (target, context) =>
    required(target, context)
      ? viaInternet('mustBeOpen', [isListed(target) ? 'listedButOpen' : undefined], true)
      : undefined,
  (target) =>
    isListed(target) ? { via: 'gateway', throughArcProxy: true, why: 'viaGateway', pitfalls: [] } : undefined,
  () => viaInternet('notForwarded', [], true),
];

const beside: readonly Rule[] = [loopback, skipped, () => viaInternet('besideArcProxy')];

function plainHttp(target: RouteTarget): RouteDecision | undefined {
  if (target.protocol !== 'http') return undefined;
  return viaInternet('plainHttp', [isListed(target) ? 'port80Listed' : 'port80Other']);
}

function gatewayItself({ host, port }: RouteTarget, { gatewayEndpoint }: RoutingContext): RouteDecision | undefined {
  if (port !== 443 || !hostMatches('*.gw.arc.azure.com', host)) return undefined;
  if (gatewayEndpoint !== undefined && gatewayEndpoint.toLowerCase() !== host) {
    return viaInternet('notForwarded', ['foreignGateway'], true);
  }
  const pitfalls: readonly RoutePitfallId[] = gatewayEndpoint === undefined ? ['prefixUnknown'] : [];
  return { via: 'gateway', throughArcProxy: true, why: 'gatewayItself', pitfalls };
}

function bypassedByGateway(target: RouteTarget, context: RoutingContext): RouteDecision | undefined {
  if (!isNamed(context.gatewayBypass, target) || lacksFeature(context.agentVersion, 'gatewayBypass')) return undefined;
  const { agentVersion } = context;
  const isEarly = lacksFeature(agentVersion, 'reliableGatewayBypass');
  const doubt = agentVersion === undefined ? 'gatewayBypassVersion' : undefined;
  return viaInternet('gatewayBypass', [isEarly ? 'gatewayBypassEarly' : doubt], isEarly);
}

function downloads(target: RouteTarget, context: RoutingContext): RouteDecision | undefined {
  if (target.host === 'aka.ms') return viaInternet('beforeAgent', ['downloadListed', 'akaMs']);
  if (!required(target, context)?.beforeAgent) return undefined;
  return viaInternet('beforeAgent', [isListed(target) ? 'downloadListed' : undefined]);
}

/** Independent of the route. */
function alwaysPitfalls(target: RouteTarget, context: RoutingContext): RoutePitfallId[] {
  if (context.mode !== 'gateway') return [];
  return [
    ...(target.host === 'login.microsoftonline.com' ? (['entraNotCovered'] as const) : []),
    ...(isNamed(context.proxyBypass, target) ? (['bypassIneffective'] as const) : []),
    ...(isNamed(context.gatewayBypass, target) && lacksFeature(context.agentVersion, 'gatewayBypass')
      ? (['gatewayBypassTooOld'] as const)
      : []),
  ];
}
