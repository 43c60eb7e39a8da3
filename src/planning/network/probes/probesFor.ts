import { type Endpoint, endpointsFor, routeOf, routeTargetOf, type RoutingContext } from '..';
import { hisCode } from '../../../kernel/knowledge/regionalHosts';
import representatives from './data/representatives.json';
import type { Probe, ProbePlan, UnprobedReason } from './probe';
import { lookUp } from '../../../kernel/lookUp';

/** Each required host and port once, by the agent’s route. */
export function probesFor(context: RoutingContext): ProbePlan {
  const probes = new Map<string, Probe>();
  const unprobed: ProbePlan['unprobed'][number][] = [];
  for (const endpoint of endpointsFor(context)) {
    const hosts = hostsOf(endpoint, context.region);
    if (typeof hosts === 'string') unprobed.push({ endpoint, reason: hosts });
    else for (const host of hosts) add(probes, probeOf(host, endpoint, context));
  }
  const { proxyUrl } = context;
  if (proxyUrl === undefined) return { probes: [...probes.values()], unprobed };
  const { host, port } = routeTargetOf(proxyUrl);
  return { probes: [...probes.values()], unprobed, proxy: { host, port } };
}

/** Full names take precedence over wildcards. */
function add(probes: Map<string, Probe>, probe: Probe): void {
  const key = `${probe.host}:${probe.port}`;
  if (!probes.has(key) || probe.endpoint.host === probe.host) probes.set(key, probe);
}

function hostsOf({ host, port }: Endpoint, region: string): readonly string[] | UnprobedReason {
  if (host.startsWith('<prefix>')) return 'gatewayUrlMissing';
  if (host.includes('<')) return 'nameUnknown';
  if (!host.includes('*')) return [host];
  const found = representatives.find((each) => each.pattern === host && each.port === port);
  const facts: Readonly<Record<string, string | undefined>> = { region, his: hisCode(region)?.code };
  const hosts = (found?.hosts ?? []).map((each) =>
    each.replace(/<(\w+)>/g, (whole, name: string) => lookUp(facts, name) ?? whole),
  );
  const known = hosts.filter((each) => !each.includes('<'));
  return known.length > 0 ? known : 'wildcard';
}

function probeOf(host: string, endpoint: Endpoint, network: RoutingContext): Probe {
  const { port, protocol, beforeAgent } = endpoint;
  const context = { ...network, ...(beforeAgent ? { phase: 'install' as const } : {}) };
  const { hops } = routeOf(`${protocol}://${host}:${port}`, context);
  const via = hops.some(({ kind }) => kind === 'enterpriseProxy') ? 'proxy' : 'direct';
  return { host, port, protocol, via, endpoint };
}
