import { type Endpoint, endpointsFor, routeOf, routeTargetOf, type RoutingContext, type Source } from '..';
import { hisCode } from '../../../kernel/knowledge/regionalHosts';
import representatives from './data/representatives.json';
import type { Probe, ProbePlan, UnprobedReason } from './probe';
import { lookUp } from '../../../kernel/lookUp';

/** Each required host and port once, by the agent’s route. */
export function probesFor(context: RoutingContext): ProbePlan {
  const probes = new Map<string, Probe>();
  const unprobed: ProbePlan['unprobed'][number][] = [];
  for (const endpoint of context.endpoints ?? endpointsFor(context)) {
    const hosts = hostsOf(endpoint, context.region);
    if (typeof hosts === 'string') unprobed.push({ endpoint, reason: hosts });
    else for (const host of hosts) add(probes, probeOf(host, endpoint, context));
  }
  const { proxyUrl } = context;
  if (proxyUrl === undefined) return { probes: [...probes.values()], unprobed };
  const { host, port } = routeTargetOf(proxyUrl);
  return { probes: [...probes.values()], unprobed, proxy: { host, port } };
}

/** Full names take precedence over wildcards; a WebSocket is asked for if either needs it. */
function add(probes: Map<string, Probe>, probe: Probe): void {
  const key = `${probe.host}:${probe.port}`;
  const known = probes.get(key);
  const chosen = !known || probe.endpoint.host === probe.host ? probe : known;
  const webSocket = chosen.webSocket ?? known?.webSocket ?? probe.webSocket;
  probes.set(key, webSocket === undefined ? chosen : { ...chosen, webSocket });
}

/** Of several sources in one network: what they ask for in the same way is probed once, for all of them. */
export function mergeProbes(plans: readonly ProbePlan[]): ProbePlan {
  const probes = new Map<string, Probe>();
  for (const probe of plans.flatMap((plan) => plan.probes)) {
    const key = `${probe.host}:${probe.port} ${probe.via}`;
    const known = probes.get(key);
    const webSocket = known?.webSocket ?? probe.webSocket;
    probes.set(key, {
      ...(known ?? probe),
      from: [...new Set([...(known?.from ?? []), ...probe.from])],
      ...(webSocket === undefined ? {} : { webSocket }),
    });
  }
  const unprobed = new Map(
    plans.flatMap((plan) =>
      plan.unprobed.map((each) => [`${each.endpoint.host}:${each.endpoint.port}`, each] as const),
    ),
  );
  const proxy = plans.find((plan) => plan.proxy !== undefined)?.proxy;
  return { probes: [...probes.values()], unprobed: [...unprobed.values()], ...(proxy ? { proxy } : {}) };
}

function representativesOf({ host, port }: Endpoint): { hosts: readonly string[]; webSocketPath?: string } | undefined {
  return representatives.find((each) => each.pattern === host && each.port === port);
}

function hostsOf(endpoint: Endpoint, region: string): readonly string[] | UnprobedReason {
  const { host } = endpoint;
  if (endpoint.protocol === 'udp') return 'notHttp';
  if (host.startsWith('<prefix>')) return 'gatewayUrlMissing';
  if (host.includes('<')) return 'nameUnknown';
  if (!host.includes('*')) return [host];
  const facts: Readonly<Record<string, string | undefined>> = { region, his: hisCode(region)?.code };
  const hosts = (representativesOf(endpoint)?.hosts ?? []).map((each) =>
    each.replace(/<(\w+)>/g, (whole, name: string) => lookUp(facts, name) ?? whole),
  );
  const known = hosts.filter((each) => !each.includes('<'));
  return known.length > 0 ? known : 'wildcard';
}

function probeOf(host: string, endpoint: Endpoint, network: RoutingContext): Probe {
  const { port, beforeAgent } = endpoint;
  const protocol = endpoint.protocol === 'http' ? 'http' : 'https';
  const context = { ...network, ...(beforeAgent ? { phase: 'install' as const } : {}) };
  const { hops } = routeOf(`${protocol}://${host}:${port}`, context);
  const via = hops.some(({ kind }) => kind === 'enterpriseProxy') ? 'proxy' : 'direct';
  const from: readonly Source[] = network.source === undefined ? endpoint.from : [network.source];
  const webSocket = endpoint.webSocket ? (representativesOf(endpoint)?.webSocketPath ?? '/') : undefined;
  return { host, port, protocol, via, from, endpoint, ...(webSocket === undefined ? {} : { webSocket }) };
}
