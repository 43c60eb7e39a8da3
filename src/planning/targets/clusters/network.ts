import { memoize } from '../../../kernel/memo';
import type { Endpoint, RoutingContext, Source } from '../../network';
import { mergeProbes, type ProbePlan, probesFor } from '../../network/probes';
import { parseProxyUrl } from '../../site';
import type { ClusterOfSite, SharedSite, TargetNetwork } from '../target';
import { deploymentNoProxy, runtimeNoProxy, skipRange } from './bypass';
import { modeOf } from './mode';
import { anyClusterEndpoints, clusterEndpoints, type ClusterNeeds } from './endpoints';

export const clusterNetwork: TargetNetwork<ClusterOfSite> = {
  endpoints: (target, site) => clusterEndpoints(needsOf(target, site)),
  endpointsToday: (target, site) =>
    target.cluster.state === 'connected' ? clusterEndpoints({ ...needsOf(target, site), mode: 'direct' }) : [],
  anyEndpoints: anyClusterEndpoints,
  routes: (target, site) => clusterSources.map((source) => contextFor(target, site, source)),
  probes: (target, site) => mergeProbes(clusterSources.map((source) => probesFor(contextFor(target, site, source)))),
  // A node runs Linux; the deployment machine may run either.
  checkPlaces: ({ cluster: { name } }) => ({ name, systems: ['linux', 'windows'] }),
};

const clusterSources = ['clusterAgent', 'clusterNode', 'deployment'] as const satisfies readonly Source[];
type ClusterSource = (typeof clusterSources)[number];

/** What each reaches without the proxy. */
const noProxyOf: Readonly<Record<ClusterSource, (target: ClusterOfSite, site: SharedSite) => string>> = {
  clusterAgent: (target, site) => skipRange(target, site).text,
  clusterNode: (target, site) => runtimeNoProxy(target, site).text,
  deployment: (target, site) => deploymentNoProxy(target, site).text,
};

/** What the cluster and its nodes ask for without a gateway. */
export const directEndpoints = (target: ClusterOfSite, site: SharedSite): readonly Endpoint[] =>
  clusterEndpoints({ ...needsOf(target, site), mode: 'direct' }).filter(({ from }) =>
    from.some((source) => source !== 'deployment'),
  );

/** What the agents in the cluster ask for. */
export const agentEndpoints = (target: ClusterOfSite, site: SharedSite): readonly Endpoint[] =>
  ofAgents(clusterEndpoints(needsOf(target, site)));

const isPlainHost = (host: string): boolean => /^[\w.*<>-]+$/.test(host);

/** Where the agents need WebSockets, as requests to be made. A host that no request can be made to is among `unprobed`. */
export function agentUpgrades(target: ClusterOfSite, site: SharedSite): ProbePlan {
  const needed = agentEndpoints(target, site).filter(({ webSocket }) => webSocket);
  const { proxyUrl } = site.network;
  const canAsk = proxyUrl === undefined || parseProxyUrl(proxyUrl).ok;
  const endpoints = needed.filter(({ host }) => canAsk && isPlainHost(host));
  const others = needed.filter((each) => !endpoints.includes(each));
  const { unprobed, ...plan } = canAsk
    ? probesFor({ ...contextFor(target, site, 'clusterAgent'), endpoints })
    : { probes: [], unprobed: [] };
  return {
    ...plan,
    unprobed: [...unprobed, ...others.map((endpoint) => ({ endpoint, reason: 'nameUnknown' as const }))],
  };
}

/** Of the agents in a cluster of which no site file is known. */
export const agentRouting = (needs: ClusterNeeds): RoutingContext => ({
  source: 'clusterAgent',
  mode: needs.mode,
  region: needs.region,
  systems: [],
  scenarios: [],
  endpoints: ofAgents(clusterEndpoints(needs)),
  ...(needs.gatewayEndpoint === undefined ? {} : { gatewayEndpoint: needs.gatewayEndpoint }),
});

const ofAgents = /* @__PURE__ */ memoize((endpoints: readonly Endpoint[]) =>
  endpoints.filter(({ from }) => from.includes('clusterAgent')),
);

/** Hosts that only the deployment machine asks for. */
export const besideGateway = (target: ClusterOfSite, site: SharedSite): readonly string[] =>
  clusterEndpoints(needsOf(target, site))
    .filter(({ from }) => from.every((source) => source === 'deployment'))
    .map(({ host }) => host);

/** What the deployment machine asks for, without patterns. */
export const deploymentHosts = (target: ClusterOfSite, site: SharedSite): readonly string[] =>
  clusterEndpoints(needsOf(target, site))
    .filter(({ from, host }) => from.includes('deployment') && !host.includes('*'))
    .map(({ host }) => host);

const needsOf = ({ cluster, place }: ClusterOfSite, site: SharedSite): ClusterNeeds => ({
  mode: modeOf(cluster, site),
  region: place.region,
  features: cluster.features ?? [],
  ...(site.gateway?.endpoint === undefined ? {} : { gatewayEndpoint: site.gateway.endpoint }),
  ...(site.names?.vault === undefined ? {} : { vault: site.names.vault }),
});

function contextFor(target: ClusterOfSite, site: SharedSite, source: ClusterSource): RoutingContext {
  const { mode, region, gatewayEndpoint } = needsOf(target, site);
  const { proxyUrl, httpProxyUrl } = site.network;
  const hasProxy = proxyUrl !== undefined || httpProxyUrl !== undefined;
  const asks = ({ from }: Endpoint): boolean => from.includes(source);
  return {
    source,
    mode,
    region,
    systems: [],
    scenarios: [],
    endpoints: clusterEndpoints(needsOf(target, site)).filter(asks),
    ...(gatewayEndpoint === undefined ? {} : { gatewayEndpoint }),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    ...(httpProxyUrl === undefined ? {} : { httpProxyUrl }),
    ...(hasProxy ? { noProxy: noProxyOf[source](target, site) } : {}),
  };
}
