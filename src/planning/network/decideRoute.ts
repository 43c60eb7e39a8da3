import type { Endpoint } from './endpoint';
import { lacksFeature } from '../../kernel/knowledge/agentFeature';
import { endpointsFor } from './endpoints';
import { gatewayHostFor } from './gatewayHosts';
import { HostIndex } from './hostIndex';
import { hostMatches } from './hostPattern';
import type { RoutingContext } from './routingContext';
import type { RouteReasonId, RouteTrapId } from './routeReasons';
import type { RouteTarget } from './routeTarget';

/** `outside` is through the enterprise proxy where there is one, straight out where there is none. */
export interface RouteDecision {
  readonly way: 'bypass' | 'gateway' | 'outside' | 'privateEndpoint';
  readonly throughArcProxy: boolean;
  readonly why: RouteReasonId;
  readonly traps: readonly RouteTrapId[];
}

/** The first rule that has something to say decides; the last one always has. */
export function decideRoute(target: RouteTarget, view: RoutingContext): RouteDecision {
  const rules = view.mode !== 'gateway' ? ordinaryRules : usesArcProxy(view) ? gatewayRules : beside;
  for (const rule of rules) {
    const decision = rule(target, view);
    if (decision) return { ...decision, traps: [...decision.traps, ...alwaysTraps(target, view)] };
  }
  return outside('withoutGateway');
}

/** Deployment machines and container runtimes know nothing of an Arc proxy. */
const usesArcProxy = ({ source = 'server' }: RoutingContext): boolean =>
  source !== 'deployment' && source !== 'clusterNode';

type Rule = (target: RouteTarget, view: RoutingContext) => RouteDecision | undefined;

const outside = (
  why: RouteReasonId,
  traps: readonly (RouteTrapId | undefined)[] = [],
  throughArcProxy = false,
): RouteDecision => ({
  way: 'outside',
  throughArcProxy,
  why,
  traps: traps.filter((trap) => trap !== undefined),
});

const loopback: Rule = ({ host }) =>
  /^(localhost|127(\.\d+){3}|::1)$/.test(host)
    ? { way: 'bypass', throughArcProxy: false, why: 'loopback', traps: [] }
    : undefined;

// Many hosts are asked for in one view, and neither a view nor its lists ever change.
const listed = new WeakMap<readonly string[], HostIndex<string>>();
const known = new WeakMap<RoutingContext, HostIndex<Endpoint>>();

function isNamed(patterns: readonly string[] = none, { host }: RouteTarget): boolean {
  const index = listed.get(patterns) ?? new HostIndex(patterns, (pattern) => pattern);
  listed.set(patterns, index);
  return index.first(host) !== undefined;
}

const none: readonly string[] = [];

/** The row of the required endpoints that a request is for, if there is one; a name not given yet may be any. */
function required({ host, port }: RouteTarget, view: RoutingContext): Endpoint | undefined {
  const index = known.get(view) ?? new HostIndex(view.endpoints ?? endpointsFor(view), socketOf);
  known.set(view, index);
  return index.first(`${host}:${port}`);
}

const socketOf = ({ host, port }: Endpoint): string => `${host.replace(/<\w+>/g, '*')}:${port}`;

const ordinaryRules: readonly Rule[] = [
  loopback,
  (target, view) => {
    if (!required(target, view)?.privateEndpoint) return undefined;
    return view.proxyUrl === undefined || isNamed(view.proxyBypass, target)
      ? { way: 'privateEndpoint', throughArcProxy: false, why: 'privateEndpoint', traps: [] }
      : outside('privateEndpoint', ['privateNeedsBypass']);
  },
  // It is a setting of the agent: what is downloaded before there is one takes the proxy all the same.
  (target, { proxyUrl, proxyBypass, phase }) =>
    proxyUrl !== undefined && phase !== 'install' && isNamed(proxyBypass, target)
      ? { way: 'bypass', throughArcProxy: false, why: 'proxyBypass', traps: [] }
      : undefined,
  () => outside('withoutGateway'),
];

const isListed = ({ host, port }: RouteTarget): boolean => gatewayHostFor(host, port) !== undefined;

const gatewayRules: readonly Rule[] = [
  loopback,
  plainHttp,
  (target, view) =>
    view.phase === 'install' ? outside('beforeAgent', [isListed(target) ? 'downloadListed' : undefined]) : undefined,
  gatewayItself,
  bypassedByGateway,
  downloads,
  (target, view) =>
    required(target, view) ? outside('mustBeOpen', [isListed(target) ? 'listedButOpen' : undefined], true) : undefined,
  (target) => (isListed(target) ? { way: 'gateway', throughArcProxy: true, why: 'viaGateway', traps: [] } : undefined),
  () => outside('notForwarded', [], true),
];

const beside: readonly Rule[] = [loopback, () => outside('besideArcProxy')];

function plainHttp(target: RouteTarget): RouteDecision | undefined {
  if (target.protocol !== 'http') return undefined;
  return outside('plainHttp', [isListed(target) ? 'port80Listed' : 'port80Other']);
}

function gatewayItself({ host, port }: RouteTarget, { gatewayEndpoint }: RoutingContext): RouteDecision | undefined {
  if (port !== 443 || !hostMatches('*.gw.arc.azure.com', host)) return undefined;
  if (gatewayEndpoint !== undefined && gatewayEndpoint.toLowerCase() !== host) {
    return outside('notForwarded', ['foreignGateway'], true);
  }
  const traps: readonly RouteTrapId[] = gatewayEndpoint === undefined ? ['prefixUnknown'] : [];
  return { way: 'gateway', throughArcProxy: true, why: 'gatewayItself', traps };
}

function bypassedByGateway(target: RouteTarget, view: RoutingContext): RouteDecision | undefined {
  if (!isNamed(view.gatewayBypass, target) || lacksFeature(view.agentVersion, 'gatewayBypass')) return undefined;
  const { agentVersion } = view;
  const isEarly = lacksFeature(agentVersion, 'reliableGatewayBypass');
  const doubt = agentVersion === undefined ? 'gatewayBypassVersion' : undefined;
  return outside('gatewayBypass', [isEarly ? 'gatewayBypassEarly' : doubt], isEarly);
}

function downloads(target: RouteTarget, view: RoutingContext): RouteDecision | undefined {
  if (target.host === 'aka.ms') return outside('beforeAgent', ['downloadListed', 'akaMs']);
  if (!required(target, view)?.beforeAgent) return undefined;
  return outside('beforeAgent', [isListed(target) ? 'downloadListed' : undefined]);
}

/** What holds whichever way the request goes. */
function alwaysTraps(target: RouteTarget, view: RoutingContext): RouteTrapId[] {
  if (view.mode !== 'gateway') return [];
  return [
    ...(target.host === 'login.microsoftonline.com' ? (['entraNotCovered'] as const) : []),
    ...(isNamed(view.proxyBypass, target) ? (['bypassIneffective'] as const) : []),
    ...(isNamed(view.gatewayBypass, target) && lacksFeature(view.agentVersion, 'gatewayBypass')
      ? (['gatewayBypassTooOld'] as const)
      : []),
  ];
}
